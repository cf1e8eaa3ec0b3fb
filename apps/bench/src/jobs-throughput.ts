import { inTransaction, openDatabase } from '@desideliver/db'
import { type WorkerJob, defineJob, enqueue, openQueues, startWorker } from '@desideliver/jobs'
import { z } from 'zod'
import { inTurns } from './customers.ts'
import { type Row, median, untilTrue } from './jobs-table.ts'

const JOBS = 4_000
const ROUNDS = 3
/** As many as the pool of an API server has connections. */
const PRODUCERS = 10

const onError = (error: unknown): void => console.error(error)

/** Enqueuing and doing jobs that do nothing, with the settings of production, round after round. */
export async function measureThroughput(databaseUrl: string): Promise<Row[]> {
  const orm = openDatabase({ url: databaseUrl, poolSize: PRODUCERS })
  let done = 0
  const noop = defineJob({
    name: 'bench-noop',
    payload: z.strictObject({ n: z.int() }),
    handle: async () => void (done += 1),
  })
  const boss = await openQueues({ url: databaseUrl, role: 'producer', jobs: [noop], onError })
  const put = (jobs: number) =>
    rate(JOBS, () =>
      inTurns(JOBS / jobs, PRODUCERS, (n) =>
        inTransaction(orm.em, async (em) => {
          for (let job = 0; job < jobs; job++) await enqueue({ boss }, em, { job: noop, payload: { n } })
        }),
      ),
    )
  const seen = { floor: [] as number[], one: [] as number[], two: [] as number[], done: [] as number[] }
  for (let round = 0; round < ROUNDS; round++) {
    seen.floor.push(await rate(JOBS, () => inTurns(JOBS, PRODUCERS, () => writeOneRow(orm))))
    seen.one.push(await put(1))
    seen.two.push(await put(2))
    done = 0
    const work = () => doAll({ databaseUrl, noop, isDone: () => done === 2 * JOBS })
    seen.done.push((2 * JOBS) / (await work()))
  }
  await boss.stop({ graceful: false })
  await orm.close()
  return [
    ['Floor: one plain row inserted in each transaction', figure(seen.floor), ''],
    [`Enqueue, 1 job in each transaction, ${PRODUCERS} at once`, figure(seen.one), '≥ 2,500'],
    [`Enqueue, 2 jobs in each transaction, as an order does`, figure(seen.two), ''],
    ['Done by one worker, jobs that do nothing', figure(seen.done), '≥ 2,500'],
  ]
}

const figure = (values: number[]): string => `${Math.round(median(values)).toLocaleString('en')} a second`

const writeOneRow = (orm: ReturnType<typeof openDatabase>): Promise<unknown> =>
  inTransaction(orm.em, (em) =>
    em.execute(`insert into sent_mails (key, recipient, subject, message_id, sent_at)
      values (gen_random_uuid()::text, '', '', '', now())`),
  )

/** @returns so many a second */
async function rate(count: number, work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return (count / (performance.now() - start)) * 1_000
}

/** @returns seconds from the start of a worker until all is done */
async function doAll(options: { databaseUrl: string; noop: WorkerJob; isDone: () => boolean }): Promise<number> {
  const { databaseUrl, noop, isDone } = options
  const orm = openDatabase({ url: databaseUrl, poolSize: 8 })
  const boss = await openQueues({ url: databaseUrl, role: 'worker', jobs: [noop], onError })
  const start = performance.now()
  await startWorker({ boss, orm, jobs: [noop], ...withoutMail(), onFailure: onError })
  await untilTrue(isDone, 300)
  const seconds = (performance.now() - start) / 1_000
  await boss.stop({ graceful: true, timeout: 5_000 })
  await orm.close()
  return seconds
}

/** What a worker needs besides, for jobs that send nothing. */
const withoutMail = () => ({
  mailer: { domain: 'bench', inTurn: <T>(work: () => Promise<T>) => work(), send: async () => {}, close: () => {} },
  business: {
    timeZone: 'America/Chicago',
    coordinatorEmail: 'nobody@example.com',
    supportEmail: 'nobody@example.com',
    webUrl: 'https://shop.example',
  },
  now: () => new Date(),
})
