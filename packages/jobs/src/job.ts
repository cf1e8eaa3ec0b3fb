import { toPrepared } from '@desideliver/db'
import type { EntityManager } from '@mikro-orm/postgresql'
import { type PgBoss, fromKysely } from 'pg-boss'
import type { z } from 'zod'
import type { Mailer } from './mail/mailer.ts'

/** What the business has settled about its mails. */
export interface BusinessSettings {
  /** IANA name of the zone the business keeps its calendar in. */
  timeZone: string
  /** Who plans the deliveries and gets each new order. */
  coordinatorEmail: string
  /** Where the support desk reads of tickets that are nobody's yet, and of urgent ones. */
  supportEmail: string
  /** Where the links of mails lead, without a slash at the end. */
  webUrl: string
}

/** What a handler works with; nothing else reaches it. */
export interface JobContext {
  /** Its own, for this run alone. */
  em: EntityManager
  /** To enqueue what follows. */
  boss: PgBoss
  mailer: Mailer
  business: BusinessSettings
  now: () => Date
}

interface JobDefinition<Payload> {
  /** Name of the queue, unique and never changed once jobs of it may be waiting. */
  name: string
  payload: z.ZodType<Payload>
  /**
   * When it is enqueued by itself, with an empty payload: a cron expression of five fields, on the clocks of the
   * business; see `schedules.ts`.
   */
  cron?: string
  /** How many of them a worker fetches at once, to do them side by side; fewer of what takes long. */
  batchSize?: number
  handle: (context: JobContext, payload: Payload) => Promise<void>
}

/** A kind of work that is done later, by a worker, at least once. */
export interface Job<Payload> {
  readonly name: string
  readonly payload: z.ZodType<Payload>
  readonly cron?: string
  readonly batchSize?: number
  /** Does the job for what lay in the queue. */
  run: (context: JobContext, data: unknown) => Promise<void>
}

/** What a worker needs to know of a job. */
export type WorkerJob = Pick<Job<unknown>, 'name' | 'cron' | 'batchSize' | 'run'>

/** What lay in the queue is not what the job takes: no later try can mend that. */
export class InvalidPayloadError extends Error {
  override readonly name = 'InvalidPayloadError'
}

export const defineJob = <Payload>({ handle, ...definition }: JobDefinition<Payload>): Job<Payload> => ({
  ...definition,
  async run(context, data) {
    const payload = definition.payload.safeParse(data)
    if (!payload.success) throw invalidPayload(definition.name, payload.error)
    await handle(context, payload.data)
  },
})

/** Names the fields, and not what stood in them. */
const invalidPayload = (name: string, { issues }: z.ZodError): InvalidPayloadError =>
  new InvalidPayloadError(
    `The payload is none of ${name}: ${issues.map(({ path, code }) => `${path.join('.') || 'all of it'} (${code})`).join(', ')}`,
  )

/**
 * Puts a job in its queue in the transaction of `em`: it runs if and only if that transaction commits.
 * @throws where the payload breaks the job's schema or the queue does not exist
 */
export async function enqueue<Payload extends object>(
  { boss }: { boss: PgBoss },
  em: EntityManager,
  { job, payload }: { job: Job<Payload>; payload: Payload },
): Promise<void> {
  const transaction = fromKysely(em.getKysely())
  // One text for each queue, that takes longer to plan than to run.
  const db = { executeSql: (text: string, values?: unknown[]) => transaction.executeSql(toPrepared(text), values) }
  const id = await boss.send(job.name, job.payload.parse(payload), { db })
  if (!id) throw new Error(`The queue ${job.name} did not take the job`)
}
