import { afterAll, beforeAll, expect, test } from 'vitest'
import { pino } from 'pino'
import { readSettings } from './env.ts'
import { type RunningServer, serve } from './serve.ts'
import { type TestServer, startTestServer } from '../testing/test-server.ts'

const ADDRESS_POINTS = 600
const TOKEN_POINTS = 1_200
const ADDRESS_WITH_TOKENS_POINTS = 6_000

/** One server whose proxy says where each request comes from, and a second process on the same database. */
let server: TestServer
let second: RunningServer

beforeAll(async () => {
  server = await startTestServer({ TRUST_PROXY: '127.0.0.1' })
  const variables = { NODE_ENV: 'test', PORT: '0', DATABASE_POOL_SIZE: '2', WORKER: 'off', TRUST_PROXY: '127.0.0.1' }
  const { databaseUrl, mailboxFolder } = server
  const logger = pino({ level: 'silent' })
  second = await serve({ settings: readSettings(variables), databaseUrl, mailboxFolder, logger })
})

afterAll(async () => {
  await second.close()
  await server.close()
})

interface Asked {
  from: string
  token?: string
  path?: string
}

const ask = (url: string, { from, token, path = '/api/nothing' }: Asked): Promise<Response> =>
  fetch(url + path, {
    headers: { 'x-forwarded-for': from, ...(token !== undefined && { authorization: `Bearer ${token}` }) },
  })

/** Asks so many times, ten at once, at each of the addresses in turn. @returns how often each status came */
async function askOften(urls: string[], times: number, asked: () => Asked): Promise<Map<number, number>> {
  const statuses = new Map<number, number>()
  let left = times
  const worker = async () => {
    while (left > 0) {
      left -= 1
      const answer = await ask(urls[left % urls.length] ?? server.url, asked())
      await answer.arrayBuffer()
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
    }
  }
  await Promise.all(Array.from({ length: 10 }, worker))
  return statuses
}

test('an address without a token is admitted 600 times a minute, and told when to come back', async () => {
  const from = '203.0.113.1'
  const statuses = await askOften([server.url], ADDRESS_POINTS + 50, () => ({ from }))
  expect(statuses).toEqual(
    new Map([
      [404, ADDRESS_POINTS],
      [429, 50],
    ]),
  )
  const answer = await ask(server.url, { from, path: '/api/products' })
  expect(answer.status).toBe(429)
  const seconds = Number(answer.headers.get('retry-after'))
  expect(seconds).toBeGreaterThan(0)
  expect(seconds).toBeLessThanOrEqual(60)
  expect(answer.headers.get('content-security-policy')).toBeTruthy()
  expect(await answer.json()).toEqual({
    code: 'TOO_MANY_REQUESTS',
    message: expect.stringContaining(String(seconds)),
    requestId: answer.headers.get('x-request-id'),
  })
  for (const path of ['/trpc/products.list', '/%61pi/products', '/api/docs', '/api/orders/create'])
    expect({ path, status: (await ask(server.url, { from, path })).status }).toEqual({ path, status: 429 })
  expect((await ask(server.url, { from, path: '/healthz' })).status).toBe(200)
  expect((await ask(server.url, { from: '203.0.113.2' })).status).toBe(404)
})

test('who shows a token has a limit of its own, twice as high, wherever it comes from', async () => {
  const token = await server.signIn('customer')
  let i = 0
  const statuses = await askOften([server.url], TOKEN_POINTS + 50, () => ({
    from: `198.51.100.${(i++ % 50) + 1}`,
    token,
  }))
  expect(statuses).toEqual(
    new Map([
      [404, TOKEN_POINTS],
      [429, 50],
    ]),
  )
  const other = await server.signIn('staff')
  expect((await ask(server.url, { from: '198.51.100.1', token: other })).status).toBe(404)
})

test('made-up tokens do not open the door: an address has a limit for all its tokens', async () => {
  const from = '203.0.113.6'
  const asked = () => ({ from, token: crypto.randomUUID().padEnd(43, 'x') })
  const statuses = await askOften([server.url], ADDRESS_WITH_TOKENS_POINTS + 20, asked)
  expect(statuses.get(429)).toBe(20)
  expect((await ask(server.url, { from })).status).toBe(404)
}, 60_000)

test('two processes together admit about the limit, not twice', async () => {
  const statuses = await askOften([server.url, second.url], 2 * ADDRESS_POINTS, () => ({ from: '203.0.113.3' }))
  const admitted = statuses.get(404) ?? 0
  expect(admitted).toBeGreaterThanOrEqual(ADDRESS_POINTS)
  expect(admitted).toBeLessThanOrEqual(ADDRESS_POINTS * 1.2)
})

test('who has used up the limit at one process is refused by the other', async () => {
  const from = '203.0.113.4'
  await askOften([server.url], ADDRESS_POINTS + 1, () => ({ from }))
  await expect.poll(async () => (await ask(second.url, { from })).status, { timeout: 5_000 }).toBe(429)
})

test('the addresses of one IPv6 line count as one', async () => {
  let i = 0
  const statuses = await askOften([server.url], ADDRESS_POINTS + 50, () => ({
    from: `2001:db8:1:2::${(i++).toString(16)}`,
  }))
  expect(statuses.get(429)).toBe(50)
  expect((await ask(server.url, { from: '2001:db8:1:3::1' })).status).toBe(404)
})

test('neither tokens nor addresses can be read where the counts are kept', async () => {
  const token = await server.signIn('customer')
  const from = '203.0.113.77'
  await ask(server.url, { from, token })
  await ask(server.url, { from })
  const read = () => server.orm.em.fork().execute<{ key: string }[]>('select key from rate_limits')
  await expect.poll(async () => (await read()).length, { timeout: 5_000 }).toBeGreaterThan(0)
  const keys = JSON.stringify(await read())
  expect(keys).not.toContain(token)
  expect(keys).not.toContain(from)
})

test('without limits nobody is refused', async () => {
  await using free = await startTestServer({ RATE_LIMITS: 'off' })
  const statuses = await askOften([free.url], ADDRESS_POINTS + 50, () => ({ from: '203.0.113.5' }))
  expect([...statuses.keys()]).toEqual([404])
})
