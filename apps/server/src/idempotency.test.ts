import { Order, Product } from '@desideliver/db'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServer, startTestServer } from '../testing/test-server.ts'

let server: TestServer
let productId: string

beforeAll(async () => {
  server = await startTestServer()
  const product = await server.orm.em
    .fork()
    .findOneOrFail(Product, { stockQuantity: { $gte: 20 } }, { orderBy: { id: 'asc' } })
  productId = product.id
})

afterAll(() => server.close())

/** A customer of its own with one case in the cart. */
async function givenFullCart(): Promise<string> {
  const token = await server.register()
  expect((await server.rest('POST', '/api/cart/add', { token, body: { productId, quantity: 1 } })).status).toBe(200)
  return token
}

const place = (token: string, key: string, body: object = {}) =>
  server.rest<{ id: string; code: string }>('POST', '/api/orders/create', {
    token,
    body,
    headers: { 'idempotency-key': key },
  })

const countOrders = async (token: string) =>
  (await server.rest<{ items: unknown[] }>('GET', '/api/orders', { token })).body.items.length

test('the same key with the same body is answered the same, and there is one order', async () => {
  const token = await givenFullCart()
  const first = await place(token, 'one', { contactPerson: 'Meera', deliveryInstructions: 'Back door' })
  const second = await place(token, 'one', { deliveryInstructions: 'Back door', contactPerson: 'Meera' })
  expect(first.status).toBe(201)
  expect(second.status).toBe(201)
  expect(second.body).toEqual(first.body)
  expect(await countOrders(token)).toBe(1)
})

test('a key with another body is refused with 422', async () => {
  const token = await givenFullCart()
  await place(token, 'two')
  const other = await place(token, 'two', { contactPerson: 'Someone else' })
  expect(other).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } })
  expect(await countOrders(token)).toBe(1)
})

test('an answer that was stored before orders had notes, versions and short deliveries is still repeated', async () => {
  const token = await givenFullCart()
  const first = await place(token, 'old')
  await server.orm.em.fork().execute(
    `update idempotency_keys
     set answer = (answer - '{notes,version}'::text[]) #- '{lines,0,deliveredQuantity}' #- '{lines,0,shortReason}'
       #- '{lines,0,lostQuantity}'
     where key = 'old'`,
  )
  expect(await place(token, 'old')).toMatchObject({ status: 201, body: first.body })
})

test('the same key of another customer is another key', async () => {
  const [first, second] = [await givenFullCart(), await givenFullCart()]
  const [a, b] = [await place(first, 'shared'), await place(second, 'shared')]
  expect([a.status, b.status]).toEqual([201, 201])
  expect(a.body.id).not.toBe(b.body.id)
})

test('a refused order does not use its key up', async () => {
  const token = await server.register()
  expect(await place(token, 'later')).toMatchObject({ status: 409, body: { code: 'CART_EMPTY' } })
  await server.rest('POST', '/api/cart/add', { token, body: { productId, quantity: 1 } })
  expect((await place(token, 'later')).status).toBe(201)
})

test('fifty requests at once with one key make one order, and all get it', async () => {
  const token = await givenFullCart()
  const before = await server.orm.em.fork().findOneOrFail(Product, productId)
  const answers = await Promise.all(Array.from({ length: 50 }, () => place(token, 'many')))
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 50 }, () => 201))
  expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
  expect(await countOrders(token)).toBe(1)
  const after = await server.orm.em.fork().findOneOrFail(Product, productId)
  expect(after.stockQuantity).toBe((before.stockQuantity ?? 0) - 1)
})

test('a key holds across tRPC and REST', async () => {
  const token = await givenFullCart()
  const first = await place(token, 'both')
  const headers = { 'idempotency-key': 'both' }
  const second = await server.trpc<{ id: string }>('mutation', 'orders.create', { token, headers, body: {} })
  expect(second.status).toBe(200)
  expect(second.data.id).toBe(first.body.id)
})

test('a key in a tRPC batch of two is refused, since nobody can say which call it belongs to', async () => {
  const token = await givenFullCart()
  const before = await server.orm.em.fork().count(Order)
  const answer = await fetch(`${server.url}/trpc/orders.create,orders.create?batch=1`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': 'batch' },
    body: JSON.stringify({ 0: { json: {} }, 1: { json: {} } }),
  })
  expect(answer.status).toBe(400)
  expect(await answer.text()).toContain('IDEMPOTENCY_KEY_IN_BATCH')
  expect(await server.orm.em.fork().count(Order)).toBe(before)
})

test.each([
  ['empty', ''],
  ['too long', 'k'.repeat(201)],
  ['with a space', 'a b'],
  ['beyond ASCII', 'schlüssel'],
])('a key that is %s is refused', async (_name, key) => {
  const token = await givenFullCart()
  expect(await place(token, key)).toMatchObject({ status: 400, body: { code: 'INVALID_IDEMPOTENCY_KEY' } })
  const headers = { 'idempotency-key': key }
  const answer = await server.trpc('mutation', 'orders.create', { token, headers, body: {} })
  expect(answer).toMatchObject({ status: 400, code: 'INVALID_IDEMPOTENCY_KEY' })
  expect(await countOrders(token)).toBe(0)
})
