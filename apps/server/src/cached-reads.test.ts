import { Product } from '@desideliver/db'
import { givenProduct } from '@desideliver/db/testing'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type TestServer, startTestServer } from '../testing/test-server.ts'
import { readSettings } from './env.ts'
import { type RunningServer, serve } from './serve.ts'

let server: TestServer
/** Another process on the same database, as far as either can tell. */
let neighbour: RunningServer
let staff: string

beforeAll(async () => {
  server = await startTestServer({ RATE_LIMITS: 'off' })
  const variables = { NODE_ENV: 'test', PORT: '0', DATABASE_POOL_SIZE: '5', WORKER: 'off', RATE_LIMITS: 'off' }
  const { databaseUrl, mailboxFolder } = server
  const logger = pino({ level: 'silent' })
  neighbour = await serve({ settings: readSettings(variables), databaseUrl, mailboxFolder, logger })
  staff = await server.signIn('staff')
}, 60_000)
afterAll(async () => {
  await neighbour.close()
  await server.close()
})

const given = (details: object = {}) => givenProduct(server.orm.em.fork(), details)

async function get(path: string, { url = server.url, ...headers }: Record<string, string> = {}) {
  const answer = await fetch(`${url}/api${path}`, { headers })
  const text = await answer.text()
  return { status: answer.status, etag: answer.headers.get('etag') ?? '', body: text && JSON.parse(text), answer }
}

const reads = ['/products', '/products/featured', '/products/stats', '/categories', '/products?search=ghee']

test.each(reads)('%s has a strong ETag, and who has the answer is told just that', async (path) => {
  const first = await get(path)
  expect(first.etag).toMatch(/^"[\w-]{27}"$/)
  expect(first.answer.headers.get('cache-control')).toBe('no-cache')
  for (const known of [first.etag, `W/${first.etag}`, `"other", ${first.etag}`, '*']) {
    const again = await get(path, { 'if-none-match': known })
    expect([again.status, again.etag, again.body]).toEqual([304, first.etag, ''])
  }
  expect((await get(path, { 'if-none-match': '"other"' })).status).toBe(200)
})

test('what changes at one process is seen at the other', async () => {
  const { id } = await given({ name: 'BEFORE 10LB', stockQuantity: 20 })
  const read = () => get(`/products/${id}`, { url: neighbour.url })
  const before = await read()
  expect(before.body).toMatchObject({ name: 'BEFORE 10LB', stockQuantity: 20 })
  await server.rest('POST', `/api/products/${id}/stock`, { token: staff, body: { delta: -3, reason: 'Damaged' } })
  await vi.waitUntil(async () => (await read()).body.stockQuantity === 17, { timeout: 1_000, interval: 10 })
  const { version } = (await read()).body
  await server.rest('PATCH', `/api/products/${id}`, { token: staff, body: { version, name: 'AFTER 10LB' } })
  await vi.waitUntil(async () => (await read()).body.name === 'AFTER 10LB', { timeout: 1_000, interval: 10 })
  expect((await get(`/products/${id}`, { url: neighbour.url, 'if-none-match': before.etag })).status).toBe(200)
})

test('who changed something sees it in the very next answer', async () => {
  const { id } = await given({ stockQuantity: 5 })
  for (let stock = 6; stock < 26; stock++) {
    await get(`/products/${id}`)
    await server.rest('POST', `/api/products/${id}/stock`, { token: staff, body: { delta: 1, reason: 'Came in' } })
    expect((await get(`/products/${id}`)).body.stockQuantity).toBe(stock)
  }
})

test('a sale changes the pages that show the product, and counts of stock, and no other', async () => {
  const sold = await given({ name: 'ZZZ SOLD 1LB', stockQuantity: 1 })
  const pages = [
    '/products?sort=-name&limit=1',
    '/products/stats',
    '/products?availability=out_of_stock',
    '/products?limit=1',
  ]
  const before = await Promise.all(pages.map((path) => get(path)))
  const body = { delta: -1, reason: 'Sold over the counter' }
  await server.rest('POST', `/api/products/${sold.id}/stock`, { token: staff, body })
  const after = await Promise.all(pages.map((path) => get(path)))
  expect(after.map(({ etag }, index) => etag !== before[index]?.etag)).toEqual([true, true, true, false])
})

test('an answer that was read before a lost connection is not shown after it', async () => {
  const { id } = await given({ name: 'KEPT 1LB' })
  await get(`/products/${id}`)
  const em = server.orm.em.fork()
  // Cut and changed in one transaction: nobody who listens is told.
  await em.transactional(async (tx) => {
    await tx.execute(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'desideliver-feed' and datname = current_database()`,
    )
    await tx.execute('set local session_replication_role = replica')
    await tx.nativeUpdate(Product, { id }, { name: 'CHANGED MEANWHILE 1LB' })
  })
  const read = async () => (await get(`/products/${id}`)).body.name
  await vi.waitUntil(async () => (await read()) === 'CHANGED MEANWHILE 1LB', { timeout: 1_500, interval: 10 })
  expect(await read()).toBe('CHANGED MEANWHILE 1LB')
})

test('an archived product is gone for customers and kept for staff, whoever asks first', async () => {
  const { id } = await given()
  await get(`/products/${id}`)
  await server.rest('POST', `/api/products/${id}/archive`, { token: staff, body: {} })
  const asStaff = () => get(`/products/${id}`, { authorization: `Bearer ${staff}` })
  expect((await asStaff()).body).toMatchObject({ id, active: false })
  expect((await get(`/products/${id}`)).status).toBe(404)
  expect((await asStaff()).status).toBe(200)
})

test('both surfaces count what is on sale alike', async () => {
  const { body } = await get('/products/stats')
  const { data } = await server.trpc<typeof body>('query', 'products.stats')
  expect(data).toEqual(body)
  const counts = Object.values<number>(body.availability)
  expect(counts.reduce((sum, count) => sum + count)).toBe(body.total)
})

test('a synonym that staff teach one process is known to the other, also where nothing was found before', async () => {
  const { url } = neighbour
  const read = () => get('/products?search=qqzzvv&limit=1', { url })
  expect((await read()).body.items).toEqual([])
  await server.rest('POST', '/api/synonyms', { token: staff, body: { kind: 'same', terms: ['qqzzvv', 'ghee'] } })
  await vi.waitUntil(async () => (await read()).body.items.length > 0, { timeout: 1_000, interval: 10 })
  expect((await read()).body.items[0].name).toMatch(/ghee/i)
})
