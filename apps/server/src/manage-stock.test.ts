import { Product, StockChange } from '@desideliver/db'
import { givenProduct } from '@desideliver/db/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServer, startTestServer } from '../testing/test-server.ts'

interface Change {
  id: string
  delta: number
  balance: number | null
  kind: string
}

interface ChangePage {
  items: Change[]
  nextCursor: string | null
}

let server: TestServer
let staff: string

beforeAll(async () => {
  server = await startTestServer({ RATE_LIMITS: 'off' })
  staff = await server.signIn('staff')
})

afterAll(() => server.close())

const em = () => server.orm.em.fork()

interface StockAnswer extends Record<string, unknown> {
  product: { stockQuantity: number | null }
  change: Change
}

const say = (id: string, body: object, headers: Record<string, string> = {}) =>
  server.rest<StockAnswer>('POST', `/api/products/${id}/stock`, { token: staff, body, headers })

const trpc = (name: string, body: object) => server.trpc('mutation', `products.${name}`, { token: staff, body })

const stockOf = async (id: string) => (await em().findOneOrFail(Product, id)).stockQuantity

const ledger = (id: string, query = '') =>
  server.rest<ChangePage>('GET', `/api/products/${id}/stock-changes?${query}`, { token: staff })

test('cases come and go with a reason, and the ledger and the audit tell', async () => {
  const { id } = await givenProduct(em(), { stockQuantity: 10 })
  expect(await say(id, { delta: 5, reason: 'Found behind the door' })).toMatchObject({
    status: 200,
    body: { product: { id, stockQuantity: 15 }, change: { delta: 5, balance: 15, kind: 'adjustment' } },
  })
  expect((await say(id, { counted: 12, reason: 'Yearly count' })).body.change).toMatchObject({
    delta: -3,
    balance: 12,
    kind: 'count',
    reason: 'Yearly count',
    changedBy: { name: 'Suresh Demo' },
    order: null,
  })
  // That a count found what was known is worth knowing, too.
  expect((await say(id, { counted: 12, reason: 'Counted again' })).body.change).toMatchObject({ delta: 0, balance: 12 })
  const { body } = await ledger(id)
  expect(body.items.map(({ delta, balance }) => [delta, balance])).toEqual([
    [0, 12],
    [-3, 12],
    [5, 15],
  ])
  const audit = await server.rest<{ items: object[] }>('GET', `/api/audit?objectId=${id}`, { token: staff })
  expect(audit.body.items.at(-1)).toMatchObject({
    action: 'products.adjust-stock',
    before: { stockQuantity: 10 },
    after: { stockQuantity: 15, reason: 'Found behind the door' },
  })
})

test('more than there is cannot go, nor more come than any hall holds', async () => {
  const { id } = await givenProduct(em(), { stockQuantity: 3 })
  expect(await say(id, { delta: -4, reason: 'Broken' })).toMatchObject({
    status: 409,
    body: { code: 'NOT_ENOUGH_STOCK', message: expect.stringContaining('There are 3 cases') },
  })
  expect(await say(id, { delta: 9_999_999, reason: 'Typo' })).toMatchObject({
    status: 409,
    body: { code: 'TOO_MUCH_STOCK' },
  })
  expect([await stockOf(id), (await ledger(id)).body.items]).toEqual([3, []])
})

test('tracking starts with a count and ends by word; in between, nothing can be added to the unknown', async () => {
  const { id } = await givenProduct(em(), { stockQuantity: null })
  expect(await say(id, { delta: 1, reason: 'Came' })).toMatchObject({
    status: 409,
    body: { code: 'STOCK_NOT_TRACKED', message: expect.stringContaining('send what you counted') },
  })
  expect(await say(id, { tracked: false, reason: 'Why not' })).toMatchObject({ status: 409 })
  const started = await say(id, { counted: 37, reason: 'First count' })
  expect(started.body).toMatchObject({ change: { kind: 'tracking_on', delta: 37, balance: 37 } })
  const ended = await say(id, { tracked: false, reason: 'Made to order now' })
  expect(ended.body).toMatchObject({
    product: { stockQuantity: null, availability: 'confirm_on_order' },
    change: { kind: 'tracking_off', delta: -37, balance: null },
  })
})

test.each([
  ['nothing', { reason: 'x' }],
  ['no reason', { delta: 1 }],
  ['an empty reason', { delta: 1, reason: ' ' }],
  ['a reason with a NUL', { delta: 1, reason: 'a\0b' }],
  ['two things at once', { delta: 1, counted: 5, reason: 'x' }],
  ['no difference', { delta: 0, reason: 'x' }],
  ['half a case', { delta: 0.5, reason: 'x' }],
  ['a thousand million', { delta: 1e9, reason: 'x' }],
  ['a count below zero', { counted: -1, reason: 'x' }],
  ['a count of a thousand million', { counted: 1e9, reason: 'x' }],
  ['that it is tracked, but not how much', { tracked: true, reason: 'x' }],
])('saying %s is refused', async (_case, body) => {
  const { id } = await givenProduct(em(), { stockQuantity: 5 })
  expect(await say(id, body)).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT' } })
  expect([await stockOf(id), (await ledger(id)).body.items]).toEqual([5, []])
})

test('a retry with its key moves nothing again', async () => {
  const { id } = await givenProduct(em(), { stockQuantity: 5 })
  const key = { 'idempotency-key': `stock-${id}` }
  const [first, second] = [
    await say(id, { delta: 2, reason: 'Truck 7' }, key),
    await say(id, { delta: 2, reason: 'Truck 7' }, key),
  ]
  expect([first.status, second.body]).toEqual([200, first.body])
  expect(await stockOf(id)).toBe(7)
  expect(await say(id, { delta: 3, reason: 'Truck 7' }, key)).toMatchObject({ status: 422 })
})

test('adjustments, counts and checkouts at once leave exactly what they should, and the ledger explains it', async () => {
  const { id } = await givenProduct(em(), { stockQuantity: 40 })
  const customers = await Promise.all(Array.from({ length: 6 }, () => server.register()))
  const order = async (token: string): Promise<number> => {
    await server.rest('POST', '/api/cart/add', { token, body: { productId: id, quantity: 3 } })
    const { status } = await server.rest('POST', '/api/orders/create', { token, body: {} })
    return status === 201 ? -3 : 0
  }
  const adjust = async (delta: number): Promise<number> =>
    (await say(id, { delta, reason: 'Race' })).status === 200 ? delta : 0
  const deltas = Array.from({ length: 50 }, (_, index) => (index % 3 === 0 ? 2 : -1))
  const moved = await Promise.all([...customers.map(order), ...deltas.map(adjust)])
  expect(moved.slice(0, customers.length)).toEqual(customers.map(() => -3))
  const stock = 40 + moved.reduce((sum, delta) => sum + delta, 0)
  expect(await stockOf(id)).toBe(stock)
  let balance = 40
  for (const change of await em().find(StockChange, { product: id }, { orderBy: { id: 'asc' } }))
    expect(change.balance).toBe((balance += change.delta))
  expect(balance).toBe(stock)
})

test('what is cancelled comes back, and the ledger names the order', async () => {
  const { id } = await givenProduct(em(), { stockQuantity: 5 })
  const token = await server.register()
  await server.rest('POST', '/api/cart/add', { token, body: { productId: id, quantity: 2 } })
  const { body: order } = await server.rest<{ id: string; orderNumber: string }>('POST', '/api/orders/create', {
    token,
    body: {},
  })
  await server.rest('POST', `/api/orders/${order.id}/cancel`, { token, body: {} })
  const named = { id: order.id, orderNumber: order.orderNumber }
  expect((await ledger(id)).body.items).toMatchObject([
    { kind: 'cancel', delta: 2, balance: 5, order: named, changedBy: { name: 'Meera Shah' } },
    { kind: 'order', delta: -2, balance: 3, order: named },
  ])
})

test('the ledger is read page by page, newest first, and each line once', async () => {
  const { id } = await givenProduct(em(), { stockQuantity: 0 })
  for (const counted of [1, 2, 3, 4, 5]) await say(id, { counted, reason: 'Count' })
  const seen: (number | null)[] = []
  let cursor = ''
  do {
    const { body } = await ledger(id, `limit=2${cursor && `&cursor=${encodeURIComponent(cursor)}`}`)
    seen.push(...body.items.map(({ balance }) => balance))
    cursor = body.nextCursor ?? ''
  } while (cursor)
  expect(seen).toEqual([5, 4, 3, 2, 1])
})

test('what runs out is listed least first, page by page, and nothing that is archived or not tracked', async () => {
  const setup = em()
  const low = []
  for (const stockQuantity of [9, 0, 4, 4]) low.push(await givenProduct(setup, { stockQuantity }))
  for (const details of [{ stockQuantity: 10 }, { stockQuantity: null }, { stockQuantity: 1, active: false }])
    await givenProduct(setup, { name: 'NOT LOW', ...details })
  const seen: { id: string; name: string; stockQuantity: number }[] = []
  let cursor = ''
  do {
    const { body } = await server.rest<{ items: typeof seen; nextCursor: string | null }>(
      'GET',
      `/api/products/low-stock?limit=3${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
      { token: staff },
    )
    seen.push(...body.items)
    cursor = body.nextCursor ?? ''
  } while (cursor)
  const stocks = seen.map(({ stockQuantity }) => stockQuantity)
  expect(stocks).toEqual(stocks.toSorted((a, b) => a - b))
  expect(Math.max(...stocks)).toBe(9)
  expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length)
  expect(seen.map(({ id }) => id)).toEqual(expect.arrayContaining(low.map(({ id }) => id)))
  expect(seen.map(({ name }) => name)).not.toContain('NOT LOW')

  const below5 = await server.rest<{ items: typeof seen }>('GET', '/api/products/low-stock?threshold=5&limit=100', {
    token: staff,
  })
  expect(below5.body.items.map(({ stockQuantity }) => stockQuantity)).toEqual(stocks.filter((stock) => stock < 5))
})

test.each(['x', '-1', '12345678', '1e3', ''])('a forged cursor at %j is refused', async (stock) => {
  const text = `products:low-stock\n${JSON.stringify([stock, '0198d5b5-0000-7000-8000-000000000000'])}`
  const cursor = Buffer.from(text).toString('base64url')
  const answer = await server.rest('GET', `/api/products/low-stock?cursor=${cursor}`, { token: staff })
  expect(answer).toMatchObject({ status: 400, body: { code: 'INVALID_CURSOR' } })
})

test.each(['0', '-1', '101', '1000000000', 'x'])('a limit of %s is refused by the lists of staff', async (limit) => {
  const { id } = await givenProduct(em())
  for (const path of [`products/${id}/stock-changes`, 'products/low-stock', 'categories/all']) {
    const answer = await server.rest('GET', `/api/${path}?limit=${limit}`, { token: staff })
    expect(answer).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT', issues: [{ path: 'limit' }] } })
  }
})

test('tRPC answers and refuses as REST does', async () => {
  const { id } = await givenProduct(em(), { stockQuantity: 5 })
  expect((await trpc('adjustStock', { id, delta: 2, reason: 'Found' })).data).toMatchObject({ change: { balance: 7 } })
  expect((await trpc('update', { id, version: 1, price: '1.5' })).data).toMatchObject({ price: '1.50', version: 2 })
  const refusals: [string, object, number, string][] = [
    ['adjustStock', { id, delta: '2', reason: 'x' }, 400, 'INVALID_INPUT'],
    ['adjustStock', { id, delta: -8, reason: 'x' }, 409, 'NOT_ENOUGH_STOCK'],
    ['update', { id, version: 1, price: '2.00' }, 409, 'STALE_VERSION'],
    ['create', { itemCode: 'DD-1001', name: 'X', category: 'grain-market' }, 409, 'ITEM_CODE_TAKEN'],
  ]
  for (const [name, body, status, code] of refusals) expect(await trpc(name, body)).toMatchObject({ status, code })
})
