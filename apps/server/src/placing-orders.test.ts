import { Order, Product, openDatabase } from '@desideliver/db'
import { type TestDatabase, createTestDatabase, givenProduct } from '@desideliver/db/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, startTestApp } from '../testing/test-app.ts'
import { readDatabase } from '../testing/test-server.ts'

/** What happens before a statement of a transaction; BEGIN fails only where the connection does. */
interface Fault {
  /** Statements until then. */
  left: number
  error: Error
}

let database: TestDatabase
let app: TestApp
let fault: Fault | null = null
let clock = new Date()
const opened = new AsyncDisposableStack()

beforeAll(async () => {
  database = opened.use(await createTestDatabase())
  let isInTransaction = false
  const orm = openDatabase({
    url: database.url,
    onQuery(sql) {
      if (isInTransaction && fault && --fault.left === 0) throw fault.error
      if (['begin', 'commit', 'rollback'].includes(sql)) isInTransaction = sql === 'begin'
    },
  })
  opened.defer(() => orm.close())
  app = opened.use(await startTestApp({ databaseUrl: database.url, orm, now: () => clock }))
})

afterAll(() => opened.disposeAsync())

/** A customer with two products in the cart, three cases of each. */
async function givenFullCart(): Promise<{ token: string; products: Product[] }> {
  const token = await app.register()
  const em = database.orm.em.fork()
  const products = [await givenProduct(em), await givenProduct(em, { stockQuantity: null })]
  for (const { id } of products)
    await app.rest('POST', '/api/cart/add', { token, body: { productId: id, quantity: 3 } })
  return { token, products }
}

const place = (token: string, key: string = crypto.randomUUID()) =>
  app.rest<{ id: string; orderNumber: string; code: string }>('POST', '/api/orders/create', {
    token,
    body: {},
    headers: { 'idempotency-key': key },
  })

const countOrders = () => database.orm.em.fork().count(Order)

const stockOf = async ({ id }: Product) => (await database.orm.em.fork().findOneOrFail(Product, id)).stockQuantity

test('whichever statement of placing an order fails, nothing of it remains, and its key is still good', async () => {
  const { token, products } = await givenFullCart()
  const before = await readDatabase(database.orm)
  let statements = 0
  for (let status = 500; status !== 201;) {
    fault = { left: (statements += 1), error: new Error('The fault of this test') }
    const answer = await place(token, 'one-and-only')
    status = answer.status
    if (status === 201) break
    expect(answer).toMatchObject({ status: 500, body: { code: 'INTERNAL_ERROR' } })
    expect(await readDatabase(database.orm), `after ${statements - 1} statements`).toEqual(before)
  }
  fault = null
  expect(statements).toBeGreaterThan(8)
  expect(await countOrders()).toBe(1)
  expect(await Promise.all(products.map(stockOf))).toEqual([97, null])
})

test('wherever a deadlock ends it, the order is placed all the same, and once', async () => {
  const deadlock = Object.assign(new Error('deadlock detected'), { code: '40P01' })
  const orders = await countOrders()
  let faults = 0
  for (let reached = true; reached; faults++) {
    const { token, products } = await givenFullCart()
    fault = { left: faults + 1, error: deadlock }
    expect((await place(token)).status).toBe(201)
    reached = fault.left <= 0
    fault = null
    expect(await countOrders()).toBe(orders + faults + 1)
    expect(await Promise.all(products.map(stockOf))).toEqual([97, null])
  }
  expect(faults).toBeGreaterThan(8)
})

test('orders that are placed at once never have one number', async () => {
  const carts = await Promise.all(Array.from({ length: 20 }, givenFullCart))
  const answers = await Promise.all(carts.map(({ token }) => place(token)))
  expect(answers.map(({ status }) => status)).toEqual(carts.map(() => 201))
  expect(new Set(answers.map(({ body }) => body.orderNumber)).size).toBe(20)
})

test('the number of an order is of the day that it is where the business is', async () => {
  const numbers: string[] = []
  for (const moment of ['2099-07-16T04:59:59.999Z', '2099-07-16T05:00:00Z', '2099-07-16T05:00:00.001Z']) {
    clock = new Date(moment)
    numbers.push((await place((await givenFullCart()).token)).body.orderNumber)
  }
  expect(numbers).toEqual(['DD20990715001', 'DD20990716001', 'DD20990716002'])
})
