import { createTestDatabase, givenOrder, givenProduct, givenUser } from '@desideliver/db/testing'
import { afterAll, expect, test } from 'vitest'
import type { User } from '../accounts/user.entity.ts'
import type { Product } from '../catalogue/product.entity.ts'
import { type OrderStatus } from './order-status.ts'
import { Order, OrderLine } from './order.entity.ts'
import { readOrderStats } from './read-order-stats.ts'

const database = await createTestDatabase()
afterAll(() => database[Symbol.asyncDispose]())

const em = () => database.orm.em.fork()
const range = { from: '2026-06-01', to: '2026-06-03', timeZone: 'America/Chicago' }

interface Placing {
  customer: User
  at: string
  status?: OrderStatus
}

async function place({ customer, at, status = 'pending' }: Placing, lines: [Product, number][]): Promise<Order> {
  const writer = em()
  const order = await givenOrder(
    writer,
    customer,
    lines.map(([product, quantity]) => ({ product, quantity })),
  )
  await writer.nativeUpdate(Order, { id: order.id }, { createdAt: new Date(at), status })
  return order
}

test('what customers and the house see of the same orders, by day of the business, state and product', async () => {
  const [one, other] = [await givenUser(em()), await givenUser(em())]
  const dal = await givenProduct(em(), { name: 'TOOR DAL', price: '10.10' })
  const rice = await givenProduct(em(), { name: 'BASMATI RICE', price: null })
  await place({ customer: one, at: '2026-06-01T04:59:00Z' }, [[dal, 50]])
  await place({ customer: one, at: '2026-06-01T05:00:00Z' }, [
    [dal, 3],
    [rice, 4],
  ])
  await place({ customer: one, at: '2026-06-03T20:00:00Z', status: 'cancelled' }, [[dal, 7]])
  await place({ customer: other, at: '2026-06-04T04:59:59Z', status: 'confirmed' }, [[dal, 2]])
  await place({ customer: other, at: '2026-06-04T05:00:00Z' }, [[dal, 60]])
  const mine = await readOrderStats(em(), { ...range, customerId: one.id })
  expect(mine).toEqual({
    orders: 1,
    cases: 7,
    amount: '30.30',
    customers: 1,
    byStatus: { pending: 1, confirmed: 0, processing: 0, ready: 0, delivered: 0, cancelled: 1 },
    byDay: [
      { day: '2026-06-01', orders: 1, cases: 7, amount: '30.30' },
      { day: '2026-06-02', orders: 0, cases: 0, amount: '0.00' },
      { day: '2026-06-03', orders: 0, cases: 0, amount: '0.00' },
    ],
    topProducts: [
      { productId: rice.id, itemCode: rice.itemCode, name: 'BASMATI RICE', orders: 1, cases: 4, amount: '0.00' },
      { productId: dal.id, itemCode: dal.itemCode, name: 'TOOR DAL', orders: 1, cases: 3, amount: '30.30' },
    ],
  })
  const all = await readOrderStats(em(), { ...range, customerId: null })
  expect(all).toMatchObject({
    orders: 2,
    cases: 9,
    amount: '50.50',
    customers: 2,
    byStatus: { pending: 1, confirmed: 1, cancelled: 1 },
    byDay: [{ orders: 1 }, { orders: 0 }, { orders: 1, amount: '20.20' }],
    topProducts: [{ name: 'TOOR DAL', cases: 5, orders: 2, amount: '50.50' }, { name: 'BASMATI RICE' }],
  })
})

test('what was not delivered counts for no product', async () => {
  const customer = await givenUser(em())
  const [dal, rice] = [await givenProduct(em()), await givenProduct(em(), { price: '2.00' })]
  const order = await place({ customer, at: '2026-06-02T12:00:00Z' }, [
    [dal, 3],
    [rice, 4],
  ])
  await em().nativeUpdate(OrderLine, { order: order.id, product: dal.id }, { shortQuantity: 3 })
  await em().nativeUpdate(OrderLine, { order: order.id, product: rice.id }, { shortQuantity: 1 })
  const { topProducts } = await readOrderStats(em(), { ...range, customerId: customer.id })
  expect(topProducts).toMatchObject([{ productId: rice.id, cases: 3, amount: '6.00' }])
})

test('it takes two statements, however many orders and days there are', async () => {
  const before = database.queries.length
  const stats = await readOrderStats(em(), { ...range, from: '2026-01-01', customerId: null })
  expect(stats.byDay).toHaveLength(154)
  expect(database.queries.length - before).toBe(2)
})
