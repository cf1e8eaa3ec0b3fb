import { Order, User, businessDay, createOrder, newId, storeOrder } from '@desideliver/db'
import { givenProduct, givenUser } from '@desideliver/db/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServer, startTestServer } from '../testing/test-server.ts'

let server: TestServer
let staff: string

beforeAll(async () => {
  server = await startTestServer({ RATE_LIMITS: 'off' })
  staff = await server.signIn('staff')
}, 60_000)

afterAll(() => server.close())

interface Page {
  code: string
  items: { orderNumber: string; status: string }[]
  nextCursor: string | null
  total: number | null
  counts: Record<string, number> | null
}

const list = (path: string, token = staff) => server.rest<Page>('GET', `/api/orders${path}`, { token })

/** An order placed on a day of the business, of two cases at forty dollars. */
async function place(day: string, details: Partial<Order> = {}, email?: string): Promise<Order> {
  const em = server.orm.em.fork()
  const customer = email === undefined ? await givenUser(em) : await em.findOneOrFail(User, { email })
  const product = await givenProduct(em, { price: '40.00', name: 'URAD DAL 8X4LB' })
  await em.populate(product, ['category'])
  const now = new Date(`${day}T18:00:00Z`)
  const order = await em.transactional(async (tx) => {
    const lines = [{ product, quantity: 2, stockTaken: false }]
    const placed = createOrder(tx, { id: newId(), customer, delivery: {}, lines, now })
    await storeOrder(tx, placed, day)
    return placed
  })
  await em.nativeUpdate(Order, { id: order.id }, details)
  return order
}

test('staff list by state, day and search, newest or most urgent first, with counts, page by page', async () => {
  const businessName = 'Queue Kitchen'
  const later = await place('2026-03-02', { businessName, preferredDeliveryDate: '2026-03-20' })
  const sooner = await place('2026-03-03', { businessName, preferredDeliveryDate: '2026-03-05', status: 'ready' })
  await place('2026-03-03', { businessName, status: 'cancelled' })
  const wanted = '/staff?search=queue%20kitchen'
  const urgent = await list(`${wanted}&sort=urgent&limit=1&counts=true`)
  expect(urgent.body).toMatchObject({ items: [{ orderNumber: sooner.orderNumber }], total: 3 })
  expect(urgent.body.counts).toMatchObject({ pending: 1, ready: 1, cancelled: 1, delivered: 0 })
  const next = await list(`${wanted}&sort=urgent&limit=1&cursor=${urgent.body.nextCursor}`)
  expect(next.body).toMatchObject({ items: [{ orderNumber: later.orderNumber }], nextCursor: null, total: null })
  expect((await list(`${wanted}&date=2026-03-03`)).body.items).toHaveLength(2)
  expect((await list(`${wanted}&from=2026-03-03&to=2026-03-09&status=ready`)).body.items).toHaveLength(1)
  const ready = await list(`${wanted}&status=ready&counts=true`)
  expect(ready.body).toMatchObject({ total: 1, counts: { pending: 1, ready: 1, cancelled: 1 } })
})

test('customers list by state, day, number and item, and see none of another', async () => {
  const email = 'lists@example.com'
  const token = await server.register({ email })
  const first = await place('2026-04-01', {}, email)
  const second = await place('2026-04-02', { status: 'confirmed' }, email)
  await place('2026-04-02')
  const numbers = async (query: string) => (await list(query, token)).body.items.map(({ orderNumber }) => orderNumber)
  expect(await numbers('')).toEqual([second.orderNumber, first.orderNumber])
  expect(await numbers('?search=urad')).toEqual([second.orderNumber, first.orderNumber])
  expect(await numbers(`?search=${first.orderNumber}`)).toEqual([first.orderNumber])
  expect(await numbers('?status=confirmed')).toEqual([second.orderNumber])
  expect(await numbers('?to=2026-04-01')).toEqual([first.orderNumber])
  expect((await list('?counts=true', token)).body).toMatchObject({ total: 2, counts: { pending: 1, confirmed: 1 } })
})

test('customers and staff see figures of their own orders and of all, by one path', async () => {
  const email = 'stats@example.com'
  const token = await server.register({ email })
  const today = businessDay(new Date(), 'America/Chicago')
  await place('2026-05-04', {}, email)
  await place('2026-05-05', { status: 'cancelled' }, email)
  await place('2026-05-05')
  const path = '/stats?from=2026-05-04&to=2026-05-05'
  expect((await list(path, token)).body).toMatchObject({
    from: '2026-05-04',
    to: '2026-05-05',
    orders: 1,
    cases: 2,
    amount: '80.00',
    currency: 'USD',
    customers: null,
    byStatus: { pending: 1, cancelled: 1 },
    byDay: [
      { day: '2026-05-04', orders: 1, amount: '80.00' },
      { day: '2026-05-05', orders: 0 },
    ],
    topProducts: [{ name: 'URAD DAL 8X4LB', cases: 2, amount: '80.00' }],
  })
  expect((await list(path)).body).toMatchObject({ orders: 2, customers: 2, byStatus: { pending: 2, cancelled: 1 } })
  const usual = await server.rest<{ to: string; byDay: object[] }>('GET', '/api/orders/stats', { token })
  expect([usual.status, usual.body.to, usual.body.byDay.length]).toEqual([200, today, 30])
  expect(await server.trpc('query', 'orders.stats', { token, body: {} })).toMatchObject({
    status: 200,
    data: { to: today },
  })
  expect((await server.rest('GET', '/api/orders/stats')).status).toBe(401)
})

test.each([
  'from=2026-05-05&to=2026-05-04',
  'from=2024-01-01&to=2026-01-01',
  'from=1999-01-01',
  'to=2026-02-30',
  'days=0',
  'days=367',
  'from=yesterday',
  'to=9999-12-31',
])('figures of the range %s are refused', async (range) => {
  expect(await list(`/stats?${range}`)).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT' } })
})

test('figures of the last days that there can be are answered', async () => {
  expect((await list('/stats?to=2999-12-31')).status).toBe(200)
  expect((await list('/staff?from=2999-12-31&to=2999-12-31')).body.items).toEqual([])
})

const encode = (text: string) => Buffer.from(text).toString('base64url')
const id = '0198d5b5-0000-7000-8000-000000000000'

test.each([
  ['urgent', `orders:urgent\n["soon","${id}"]`],
  ['urgent', `orders:urgent\n["2026-02-30","${id}"]`],
  ['urgent', `orders:urgent\n["0000-01-01","${id}"]`],
  ['urgent', `orders:urgent\n["${id}"]`],
  ['urgent', `orders:newest\n["${id}"]`],
  ['newest', `orders:urgent\n["2026-03-01","${id}"]`],
  ['newest', `orders:newest\n["2026-03-01","${id}"]`],
])('a cursor that belongs to no page by %s is refused: %j', async (sort, cursor) => {
  const answer = await list(`/staff?sort=${sort}&cursor=${encode(cursor)}`)
  expect(answer).toMatchObject({ status: 400, body: { code: 'INVALID_CURSOR' } })
})
