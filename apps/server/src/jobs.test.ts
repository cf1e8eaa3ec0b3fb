import { AuditEntry, newId } from '@desideliver/db'
import { openQueues } from '@desideliver/jobs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServer, startTestServer } from '../testing/test-server.ts'

let server: TestServer
let token: string
let boss: Awaited<ReturnType<typeof openQueues>>

beforeAll(async () => {
  server = await startTestServer()
  token = await server.signIn('staff')
  boss = await openQueues({ url: server.databaseUrl, role: 'producer', onError: () => undefined })
})

afterAll(async () => {
  await boss.stop({ graceful: false })
  await server.close()
})

interface JobAnswer {
  id: string
  queue: string
  state: string
  payload: Record<string, unknown>
  attempts: number
  error: string | null
  code?: string
}

const QUEUE = 'mail-order-confirmation'
const get = <Body>(path: string) => server.rest<Body>('GET', `/api/jobs${path}`, { token })
const list = async (query: string) => (await get<{ items: JobAnswer[]; nextCursor: string | null }>(`?${query}`)).body
const retry = (id: string) => server.rest<JobAnswer>('POST', `/api/jobs/${id}/retry`, { token })

const enqueue = async (data: object, queue = QUEUE, options = {}): Promise<string> => {
  const id = await boss.send(queue, data, options)
  if (!id) throw new Error('The job was not taken')
  return id
}

/** A job that a worker fetched and gave up. */
async function givenDead(data: object, output: object = { message: '550 No such mailbox' }): Promise<string> {
  const id = await enqueue(data, QUEUE, { retryLimit: 0 })
  await boss.fetch(QUEUE, { batchSize: 100 })
  await boss.fail(QUEUE, id, output)
  return id
}

test('a dead job is found by what it is about, told of once, and goes back into its queue once', async () => {
  const orderId = newId()
  const failedId = await givenDead({ orderId })
  const { items } = await list(`id=${orderId}`)
  expect(items).toMatchObject([
    { queue: QUEUE, state: 'dead', payload: { orderId }, attempts: 1, error: '550 No such mailbox' },
  ])
  const dead = items[0]?.id ?? ''
  expect((await get<JobAnswer>(`/${failedId}`)).body.id).toBe(dead)
  const answers = await Promise.all([retry(dead), retry(dead), retry(dead)])
  // Who comes late finds it gone, or going.
  expect(answers.filter(({ status }) => status === 404 || status === 409)).toHaveLength(2)
  const tried = answers.find(({ status }) => status === 200)?.body
  expect(tried).toMatchObject({ queue: QUEUE, state: 'waiting', payload: { orderId } })
  const again = await list(`id=${orderId}`)
  expect(again.items).toMatchObject([{ id: tried?.id, state: 'waiting' }])
  expect((await get<JobAnswer>(`/${failedId}`)).body.id).toBe(tried?.id)
  const audited = await server.orm.em.fork().find(AuditEntry, { action: 'jobs.retry' })
  expect(audited).toMatchObject([{ objectId: dead, after: { queue: QUEUE, jobId: tried?.id } }])
})

test('what a job is about is not its id', async () => {
  const orderId = newId()
  // As pg-boss says it, where the worker took too long.
  await givenDead({ orderId }, { value: { message: 'job timed out' } })
  expect((await list(`id=${orderId}`)).items).toMatchObject([{ error: 'job timed out' }])
  for (const answer of [await get(`/${orderId}`), await retry(orderId)])
    expect(answer).toMatchObject({ status: 404, body: { code: 'JOB_NOT_FOUND' } })
})

test('a job that waits, and one that is not there, cannot be tried again', async () => {
  const id = await enqueue({ orderId: newId() })
  expect(await retry(id)).toMatchObject({ status: 409, body: { code: 'JOB_NOT_RETRIABLE' } })
  expect(await retry(newId())).toMatchObject({ status: 404, body: { code: 'JOB_NOT_FOUND' } })
})

test('addresses and secrets of a payload are hidden', async () => {
  const requestId = newId()
  await enqueue({ requestId, email: 'meera.shah@example.com', resetToken: 'abc' }, 'mail-password-reset')
  const { items } = await list(`id=${requestId}`)
  expect(items[0]?.payload).toEqual({ requestId, email: 'm…@example.com', resetToken: '(hidden)' })
})

test('pages of jobs are whole and without repeats, newest first', async () => {
  const sent: string[] = []
  for (let n = 0; n < 5; n++) sent.push(await enqueue({ orderId: newId() }, 'mail-new-order'))
  const seen: string[] = []
  let cursor: string | null = ''
  do {
    const page: Awaited<ReturnType<typeof list>> = await list(
      `queue=mail-new-order&state=waiting&limit=2${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`,
    )
    seen.push(...page.items.map(({ id }) => id))
    cursor = page.nextCursor
  } while (cursor)
  expect(seen).toEqual(sent.toReversed())
  for (const moment of ['yesterday', '0000-01-01T00:00:00Z', `2026-01-01T00:00:00.${'1'.repeat(500)}Z`]) {
    const forged = Buffer.from(`jobs:newest\n["${moment}","${newId()}"]`).toString('base64url')
    expect(await get(`?cursor=${forged}`)).toMatchObject({ status: 400, body: { code: 'INVALID_CURSOR' } })
  }
})

test('the queues tell how they are getting on, the one with dead letters first', async () => {
  await givenDead({ orderId: newId() })
  const { body } = await get<{ items: Record<string, unknown>[] }>('/queues')
  expect(body.items[0]).toMatchObject({ queue: QUEUE, dead: 2, failed: 3, oldestSeconds: null })
  const waiting = body.items.find(({ queue }) => queue === 'mail-new-order')
  expect(waiting).toMatchObject({ waiting: 5, active: 0, dead: 0, oldestSeconds: expect.any(Number) })
  expect(body.items.map(({ queue }) => queue)).not.toContain('dead-letter')
})
