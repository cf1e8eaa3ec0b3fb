import { createTestDatabase } from '@desideliver/db/testing'
import { afterAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { type WorkerJob, defineJob } from './job.ts'
import { jobs } from './jobs.ts'
import { openSmtpMailer } from './mail/mailer.ts'
import { openQueues } from './queue.ts'
import { keepSchedules } from './schedules.ts'
import { startWorker } from './worker.ts'

const database = await createTestDatabase()
const opened = new AsyncDisposableStack()
opened.use(database)
afterAll(() => opened.disposeAsync())

const ZONE = 'America/Chicago'
const business = {
  timeZone: ZONE,
  coordinatorEmail: 'coordinator@desideliver.test',
  supportEmail: 'support@desideliver.test',
  webUrl: 'https://shop.example',
}

async function givenQueues(role: 'producer' | 'worker', list: readonly WorkerJob[]) {
  const failures: unknown[] = []
  const boss = await openQueues({ url: database.url, role, jobs: list, onError: (error) => failures.push(error) })
  opened.defer(() => boss.stop({ graceful: true, timeout: 5_000 }))
  return { boss, failures }
}

async function givenWorker(list: readonly WorkerJob[]) {
  const { boss, failures } = await givenQueues('worker', list)
  const mailer = openSmtpMailer('smtp://127.0.0.1:1', 'DesiDeliver <orders@desideliver.test>')
  const onFailure = ({ error }: { error: unknown }) => void failures.push(error)
  const tools = { mailer, business, now: () => new Date(), onFailure }
  await startWorker({ ...tools, boss, orm: database.orm, jobs: list })
  return failures
}

test('a job scheduled for every minute is done once each minute, by two workers', async () => {
  const done: string[] = []
  const handle = async () => void done.push('tick')
  const tick = defineJob({ name: 'tick', payload: z.strictObject({}), cron: '* * * * *', handle })
  const { boss } = await givenQueues('producer', [tick])
  await keepSchedules(boss, [tick], ZONE)
  const failures = await Promise.all([givenWorker([tick]), givenWorker([tick])])
  await vi.waitFor(async () => {
    const due = await database.orm.em
      .fork()
      .execute<{ count: number }[]>(
        `select count(*)::int as count from pgboss.job where name = '__pgboss__send-it' and data ->> 'name' = 'tick'`,
      )
    expect(done.length).toBeGreaterThan(0)
    expect(done).toHaveLength(due[0]?.count ?? 0)
  }, 30_000)
  expect(done.length).toBeLessThan(3)
  expect(failures.flat()).toEqual([])
}, 40_000)

test('every job with a cron has its schedule, on the clocks of the business, and one that went has none', async () => {
  const { boss } = await givenQueues('producer', jobs)
  const gone = defineJob({ name: 'gone', payload: z.strictObject({}), cron: '0 4 * * *', handle: async () => {} })
  await boss.createQueue(gone.name)
  await keepSchedules(boss, [...jobs, gone], ZONE)
  await keepSchedules(boss, jobs, ZONE)
  const kept = (await boss.getSchedules()).map(({ name, cron, timezone }) => ({ name, cron, timezone }))
  const wanted = jobs.flatMap(({ name, cron }) => (cron === undefined ? [] : [{ name, cron, timezone: ZONE }]))
  expect(kept.toSorted((a, b) => a.name.localeCompare(b.name))).toEqual(
    wanted.toSorted((a, b) => a.name.localeCompare(b.name)),
  )
})

const occurrences = async (cron: string, from: string, count = 3): Promise<string[]> => {
  const { boss } = await givenQueues('producer', [])
  return boss.previewSchedule(cron, { tz: ZONE, from: new Date(from), count }).map((moment) => moment.toISOString())
}

test('a change of clocks moves no schedule of the day', async () => {
  // In 2026 Chicago puts its clocks forward on 8 March and back on 1 November.
  expect(await occurrences('0 18 * * *', '2026-03-07T12:00:00Z')).toEqual([
    '2026-03-08T00:00:00.000Z',
    '2026-03-08T23:00:00.000Z',
    '2026-03-09T23:00:00.000Z',
  ])
  expect(await occurrences('0 18 * * *', '2026-10-31T12:00:00Z')).toEqual([
    '2026-10-31T23:00:00.000Z',
    '2026-11-02T00:00:00.000Z',
    '2026-11-03T00:00:00.000Z',
  ])
})

test('no schedule names an hour that a change of clocks may leave out or repeat', () => {
  for (const { cron } of jobs) {
    const hours = cron?.split(' ')[1] ?? '*'
    expect(hours).toMatch(/^(\*|[3-9]|1\d|2[0-2])$/)
  }
})
