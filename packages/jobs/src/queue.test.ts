import { createTestDatabase } from '@desideliver/db/testing'
import { afterAll, expect, test } from 'vitest'
import { jobs } from './jobs.ts'
import { DEAD_LETTER_QUEUE } from './dead-letter-queue.ts'
import { openQueues } from './queue.ts'

const database = await createTestDatabase()
afterAll(() => database[Symbol.asyncDispose]())

const HOUR = 3_600
const DAY = 24 * HOUR

async function openTestQueues(role: 'producer' | 'worker') {
  const errors: Error[] = []
  const boss = await openQueues({ url: database.url, role, onError: (error) => errors.push(error) })
  return { boss, errors, [Symbol.asyncDispose]: () => boss.stop({ graceful: false }) }
}

test('every job has a queue that tries for days, notices dead workers and ends in the dead-letter queue', async () => {
  await using queues = await openTestQueues('producer')
  for (const { name } of jobs)
    expect(await queues.boss.getQueue(name)).toMatchObject({
      name,
      policy: 'standard',
      retryLimit: 25,
      retryDelay: 1,
      retryBackoff: true,
      retryDelayMax: 6 * HOUR,
      heartbeatSeconds: 10,
      expireInSeconds: 900,
      notify: false,
      retentionSeconds: 60 * DAY,
      deleteAfterSeconds: 14 * DAY,
      deadLetter: DEAD_LETTER_QUEUE,
    })
})

test('the dead-letter queue keeps what it has for sixty days', async () => {
  await using queues = await openTestQueues('producer')
  expect(await queues.boss.getQueue(DEAD_LETTER_QUEUE)).toMatchObject({ retentionSeconds: 60 * DAY })
})

test('retries stop about three days after the first failure', async () => {
  await using queues = await openTestQueues('producer')
  const queue = await queues.boss.getQueue(jobs[0]?.name ?? '')
  const { retryLimit = 0, retryDelay = 0, retryDelayMax = 0 } = queue ?? {}
  let seconds = 0
  for (let retry = 0; retry < retryLimit; retry++) seconds += Math.min(retryDelay * 2 ** retry, retryDelayMax)
  expect(seconds / DAY).toBeGreaterThan(2.5)
  expect(seconds / DAY).toBeLessThan(3.5)
})

test('queues opened by several processes at once, and again, are the same queues', async () => {
  const opened = await Promise.all([openTestQueues('worker'), openTestQueues('producer'), openTestQueues('producer')])
  try {
    const names = (await opened[0].boss.getQueues()).map(({ name }) => name)
    for (const name of [DEAD_LETTER_QUEUE, ...jobs.map((job) => job.name)])
      expect(names.filter((other) => other === name)).toHaveLength(1)
    expect(opened.flatMap(({ errors }) => errors)).toEqual([])
  } finally {
    await Promise.all(opened.map((queues) => queues[Symbol.asyncDispose]()))
  }
})

test('a queue that was made with other settings gets the present ones', async () => {
  const [job] = jobs
  if (!job) throw new Error('There is no job')
  {
    await using before = await openTestQueues('producer')
    await before.boss.updateQueue(job.name, { retryLimit: 2, retryBackoff: false, retryDelay: 0 })
  }
  await using after = await openTestQueues('producer')
  expect(await after.boss.getQueue(job.name)).toMatchObject({ retryLimit: 25, retryBackoff: true, retryDelay: 1 })
})
