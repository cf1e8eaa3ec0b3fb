import { Order, Product, businessDay } from '@desideliver/db'
import { givenProduct } from '@desideliver/db/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { race } from '../testing/race.ts'
import { type TestServer, startTestServer } from '../testing/test-server.ts'

const DAY_MS = 24 * 60 * 60 * 1_000
const dayAfter = (days: number): string => businessDay(new Date(Date.now() + days * DAY_MS), 'America/Chicago')

const closed = dayAfter(4)

let server: TestServer

beforeAll(async () => {
  server = await startTestServer({ RATE_LIMITS: 'off', CLOSED_DAYS: closed, DELIVERY_HORIZON_DAYS: '30' })
})

afterAll(() => server.close())

interface Answer {
  id: string
  code: string
  message: string
  orderNumber: string
  subtotal: string
  issues: { path: string; message: string }[]
}

const place = (token: string, body: object = {}) => server.rest<Answer>('POST', '/api/orders/create', { token, body })
const preview = (token: string) => server.rest('GET', '/api/orders/checkout', { token })
const cartOf = async (token: string) => (await server.rest('GET', '/api/cart', { token })).body

/** A customer with these products in its cart, two cases of each. */
async function givenCustomer(...products: Product[]): Promise<string> {
  const token = await server.register()
  for (const { id: productId } of products) {
    const answer = await server.rest('POST', '/api/cart/add', { token, body: { productId, quantity: 2 } })
    expect(answer.status).toBe(200)
  }
  return token
}

const give = (details: Parameters<typeof givenProduct>[1] = {}) => givenProduct(server.orm.em.fork(), details)
const change = ({ id }: Product, details: Partial<Pick<Product, 'price' | 'active' | 'stockQuantity'>>) =>
  server.orm.em.fork().nativeUpdate(Product, { id }, details)

test('the profile fills the checkout, which names totals and the next possible dates', async () => {
  const token = await givenCustomer(await give({ price: '10.10' }), await give({ price: null }))
  const { status, body } = await preview(token)
  expect(status).toBe(200)
  expect(body).toMatchObject({
    deliveryAddress: '1 Elm Street, Plano, TX 75024',
    businessName: 'Meera Foods',
    contactPerson: 'Meera Shah',
    phoneNumber: '+12145550100',
    cart: {
      subtotal: '20.20',
      unpricedLines: 1,
      totalQuantity: 4,
      lines: [{ lineTotal: '20.20' }, { lineTotal: null }],
    },
    canOrder: true,
    obstacles: [],
    lastDeliveryDate: dayAfter(30),
    cutOff: '18:00',
    timeZone: 'America/Chicago',
  })
  const dates = body.deliveryDates as string[]
  expect(dates).toHaveLength(14)
  expect(dates).not.toContain(closed)
  const notes = 'PO 4711'
  const placed = await place(token, { preferredDeliveryDate: dates[0], notes })
  expect(placed).toMatchObject({ status: 201, body: { preferredDeliveryDate: dates[0], subtotal: '20.20', notes } })
})

test.each([
  ['yesterday', dayAfter(-1), { code: 'DELIVERY_DATE_UNAVAILABLE', named: dayAfter(3) }],
  ['today', dayAfter(0), { code: 'DELIVERY_DATE_UNAVAILABLE', named: dayAfter(3) }],
  ['a closed day', closed, { code: 'DELIVERY_DATE_UNAVAILABLE', named: dayAfter(3) }],
  ['a day beyond the horizon', dayAfter(32), { code: 'DELIVERY_DATE_UNAVAILABLE', named: dayAfter(3) }],
  ['the year 9999', '9999-12-31', { code: 'DELIVERY_DATE_UNAVAILABLE', named: dayAfter(3) }],
  ['the year 0', '0000-01-01', { code: 'INVALID_INPUT', named: 'preferredDeliveryDate' }],
  ['a day that no year has', '2027-02-30', { code: 'INVALID_INPUT', named: 'preferredDeliveryDate' }],
  ['a moment', '2027-01-01T00:00:00Z', { code: 'INVALID_INPUT', named: 'preferredDeliveryDate' }],
  ['nothing', '', { code: 'INVALID_INPUT', named: 'preferredDeliveryDate' }],
])('an order for %s is refused, and nothing changes', async (_what, preferredDeliveryDate, { code, named }) => {
  const token = await givenCustomer(await give())
  const before = await server.readDatabase()
  const answer = await place(token, { preferredDeliveryDate })
  expect(answer).toMatchObject({ status: 400, body: { code, issues: [{ path: 'preferredDeliveryDate' }] } })
  expect(answer.body.message).toContain(named)
  const byTrpc = await server.trpc('mutation', 'orders.create', { token, body: { preferredDeliveryDate } })
  expect(byTrpc).toMatchObject({ status: 400, code })
  expect(await server.readDatabase()).toEqual(before)
})

test('a phone number that is none is refused at the checkout', async () => {
  const token = await givenCustomer(await give())
  for (const phoneNumber of ['12', 'call me', '+1 000 000 0000'])
    expect(await place(token, { phoneNumber })).toMatchObject({
      status: 400,
      body: { issues: [{ path: 'phoneNumber' }] },
    })
})

test('who agrees on nothing is not charged another price than it saw', async () => {
  const [dearer, same] = [await give({ price: '42.50' }), await give({ price: '1.00' })]
  const token = await givenCustomer(same, dearer)
  await change(dearer, { price: '45.00' })
  const before = await server.readDatabase()
  const refused = await place(token)
  expect(refused).toMatchObject({
    status: 409,
    body: {
      code: 'PRICE_CHANGED',
      message: expect.stringContaining('92.00'),
      issues: [{ path: 'lines.1.price', message: expect.stringContaining('was 42.50 and is 45.00') }],
    },
  })
  expect(await server.trpc('mutation', 'orders.create', { token, body: {} })).toMatchObject({
    status: 409,
    error: { code: 'PRICE_CHANGED', issues: refused.body.issues },
  })
  expect(await server.readDatabase()).toEqual(before)
  expect((await preview(token)).body).toMatchObject({
    canOrder: false,
    obstacles: [{ code: 'PRICE_CHANGED', ...refused.body.issues[0] }],
  })
  expect(await cartOf(token)).toMatchObject({
    subtotal: '92.00',
    lines: [{ changes: [] }, { seenPrice: '42.50', changes: [{ field: 'price', from: '42.50', to: '45.00' }] }],
  })
  // What was agreed on meanwhile is not what is asked now.
  await change(dearer, { price: '46.00' })
  expect(await place(token, { expectedSubtotal: '92.00' })).toMatchObject({
    status: 409,
    body: { code: 'PRICE_CHANGED' },
  })
  expect(await place(token, { expectedSubtotal: '94.00' })).toMatchObject({ status: 201, body: { subtotal: '94.00' } })
})

test.each(['', '1,5', '-1', '1e3', '9'.repeat(15), '0x10', '1.234'])('%j is no subtotal', async (expectedSubtotal) => {
  expect(await place(await server.register(), { expectedSubtotal })).toMatchObject({
    status: 400,
    body: { issues: [{ path: 'expectedSubtotal' }] },
  })
})

test('each line that cannot be ordered any more is named, and nothing is ordered', async () => {
  const [gone, fine, scarce] = [await give(), await give(), await give()]
  const token = await givenCustomer(gone, fine, scarce)
  await change(gone, { active: false })
  await change(scarce, { stockQuantity: 1 })
  const answer = await place(token)
  expect(answer).toMatchObject({
    status: 409,
    body: {
      code: 'PRODUCT_ARCHIVED',
      issues: [
        { path: 'lines.0', message: expect.stringContaining('no longer sold') },
        { path: 'lines.2', message: expect.stringContaining('Only 1') },
      ],
    },
  })
  expect((await preview(token)).body).toMatchObject({
    canOrder: false,
    obstacles: [
      { code: 'PRODUCT_ARCHIVED', path: 'lines.0' },
      { code: 'OUT_OF_STOCK', path: 'lines.2' },
    ],
  })
  expect(await cartOf(token)).toMatchObject({
    lines: [{ orderable: false, reasonCode: 'PRODUCT_ARCHIVED' }, { orderable: true }, { reasonCode: 'OUT_OF_STOCK' }],
  })
  expect(await server.orm.em.fork().findOneOrFail(Product, fine.id)).toMatchObject({ stockQuantity: 100 })
})

test('an empty cart stands in its own way', async () => {
  expect((await preview(await server.register())).body).toMatchObject({
    canOrder: false,
    obstacles: [{ code: 'CART_EMPTY', path: '' }],
    cart: { lines: [], subtotal: '0.00' },
  })
})

test('of two checkouts of one cart at once one orders, and the other finds it empty', async () => {
  const product = await give({ stockQuantity: 10 })
  const token = await givenCustomer(product)
  const { id } = await cartOf(token)
  const answers = await race(
    server,
    ['select from carts where id = ? for update', id],
    [() => place(token), () => place(token)],
  )
  expect(answers.map(({ status }) => status)).toEqual([201, 409])
  expect(answers[1]?.body).toMatchObject({ code: 'CART_EMPTY' })
  const em = server.orm.em.fork()
  expect(await em.findOneOrFail(Product, product.id)).toMatchObject({ stockQuantity: 8 })
  expect(await em.count(Order, { lines: { product: product.id } })).toBe(1)
})

test('orders at once have numbers of their own, and never more cases than there are', async () => {
  const product = await give({ stockQuantity: 9 })
  const tokens = []
  for (let index = 0; index < 6; index++) tokens.push(await givenCustomer(product))
  const answers = await Promise.all(tokens.map((token) => place(token)))
  const placed = answers.filter(({ status }) => status === 201)
  expect(new Set(placed.map(({ body }) => body.orderNumber)).size).toBe(4)
  expect(answers.filter(({ body }) => body.code === 'OUT_OF_STOCK')).toHaveLength(2)
  expect(await server.orm.em.fork().findOneOrFail(Product, product.id)).toMatchObject({ stockQuantity: 1 })
})
