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
  /** Where the links of mails lead, without a slash at the end. */
  webUrl: string
}

/** What a handler works with; nothing else reaches it. */
export interface JobContext {
  /** Its own, for this run alone. */
  em: EntityManager
  mailer: Mailer
  business: BusinessSettings
  now: () => Date
}

interface JobDefinition<Payload> {
  /** Name of the queue, unique and never changed once jobs of it may be waiting. */
  name: string
  payload: z.ZodType<Payload>
  handle: (context: JobContext, payload: Payload) => Promise<void>
}

/** A kind of work that is done later, by a worker, at least once. */
export interface Job<Payload> {
  readonly name: string
  readonly payload: z.ZodType<Payload>
  /** Does the job for what lay in the queue. */
  run: (context: JobContext, data: unknown) => Promise<void>
}

export const defineJob = <Payload>({ name, payload, handle }: JobDefinition<Payload>): Job<Payload> => ({
  name,
  payload,
  run: (context, data) => handle(context, payload.parse(data)),
})

/**
 * Puts a job in its queue in the transaction of `em`: it runs if and only if that transaction commits.
 * @throws where the payload breaks the job's schema or the queue does not exist
 */
export async function enqueue<Payload extends object>(
  { boss }: { boss: PgBoss },
  em: EntityManager,
  { job, payload }: { job: Job<Payload>; payload: Payload },
): Promise<void> {
  const id = await boss.send(job.name, job.payload.parse(payload), { db: fromKysely(em.getKysely()) })
  if (!id) throw new Error(`The queue ${job.name} did not take the job`)
}
