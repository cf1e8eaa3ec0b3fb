import { createTestDatabase, givenOrder, givenProduct, givenUser } from '@desideliver/db/testing'
import { afterAll, expect, test } from 'vitest'
import type { User } from '../accounts/user.entity.ts'
import { Product } from '../catalogue/product.entity.ts'
import { StockChange } from '../catalogue/stock-change.entity.ts'
import { takeStock } from '../catalogue/take-stock.ts'
import { newId } from '../ids.ts'
import { inTransaction } from '../transaction.ts'
import { deliverShort } from './deliver-short.ts'
import { getOrder, getOrderForUpdate } from './get-order.ts'
import type { OrderStatus } from './order-status.ts'
import { Order } from './order.entity.ts'
import { restock } from './restock.ts'

const database = await createTestDatabase()
afterAll(() => database[Symbol.asyncDispose]())

const now = new Date('2026-03-11T15:00:00Z')

interface Desk {
  staff: User
  id: string
  product: Product
  code: string
  stock: () => Promise<number | null>
  /** Stock and totals, as they are stored. */
  state: () => Promise<(number | string | null)[]>
  say: (deliveredQuantity: number, lostQuantity?: number, reason?: string) => Promise<boolean>
  cancel: () => Promise<void>
}

/** A processing order of ten cases at $12.10 out of thirty, and one case of something without a price. */
async function givenDesk(stockQuantity: number | null = 30, status: OrderStatus = 'processing'): Promise<Desk> {
  const em = database.orm.em.fork()
  const staff = await givenUser(em, { role: 'staff' })
  const product = await givenProduct(em, { price: '12.10', stockQuantity })
  const other = await givenProduct(em, { price: null, stockQuantity: null })
  const order = await inTransaction(em, async (tx) => {
    const wanted = [
      { productId: product.id, quantity: 10 },
      { productId: other.id, quantity: 1 },
    ]
    const lines = await takeStock(tx, wanted, { orderId: newId(), by: staff })
    return givenOrder(tx, await givenUser(tx), lines)
  })
  const delivered = status === 'delivered' ? { actualDeliveryDate: '2026-03-10' } : {}
  await em.nativeUpdate(Order, { id: order.id }, { status, ...delivered })
  const { id } = order
  let clock = now.getTime()
  const stock = async () => (await database.orm.em.fork().findOneOrFail(Product, product.id)).stockQuantity
  return {
    staff,
    id,
    product,
    code: product.itemCode,
    stock,
    async state() {
      const { subtotal, totalQuantity, unpricedLines } = await database.orm.em.fork().findOneOrFail(Order, id)
      return [await stock(), subtotal, totalQuantity, unpricedLines]
    },
    say: (deliveredQuantity, lostQuantity = 0, reason = 'Torn bags') =>
      inTransaction(database.orm.em, async (tx) => {
        const lines = [{ itemCode: product.itemCode, deliveredQuantity, lostQuantity }]
        const locked = await getOrderForUpdate(tx, id, staff)
        return (await deliverShort(tx, locked, { lines, reason, by: staff, now: new Date(clock++) })) !== null
      }),
    cancel: () =>
      inTransaction(database.orm.em, async (tx) => {
        const locked = await getOrderForUpdate(tx, id, staff)
        locked.changeStatus({ to: 'cancelled', by: staff, note: null, now, businessDay: '2026-03-11' })
        await restock(tx, locked, staff)
      }),
  }
}

test('what is not delivered goes back to stock, and the totals follow to the cent', async () => {
  const desk = await givenDesk()
  expect(await desk.state()).toEqual([20, '121.00', 11, 1])
  expect(await desk.say(7)).toBe(true)
  expect(await desk.state()).toEqual([23, '84.70', 8, 1])
  const order = await getOrder(database.orm.em.fork(), desk.id, desk.staff)
  expect(order.lines.getItems()[0]).toMatchObject({ quantity: 10, shortQuantity: 3, shortReason: 'Torn bags' })
  expect(order.history.getItems().at(-1)).toMatchObject({
    fromStatus: 'processing',
    toStatus: 'processing',
    note: `We deliver 7 of 10 x TOOR DAL 10X4LB (${desk.code}). Torn bags`,
    changedBy: { id: desk.staff.id },
    createdAt: now,
  })
})

test('saying it again moves nothing, and another number only the difference', async () => {
  const desk = await givenDesk()
  await desk.say(7)
  const { version } = await database.orm.em.fork().findOneOrFail(Order, desk.id)
  expect(await desk.say(7)).toBe(false)
  expect((await database.orm.em.fork().findOneOrFail(Order, desk.id)).version).toBe(version)
  await desk.say(4)
  expect(await desk.state()).toEqual([26, '48.40', 5, 1])
  await desk.say(10)
  expect(await desk.state()).toEqual([20, '121.00', 11, 1])
  const ledger = await database.orm.em.fork().find(StockChange, { product: desk.product }, { orderBy: { id: 'asc' } })
  expect(ledger.map(({ kind, delta, orderId }) => [kind, delta, orderId === desk.id])).toEqual([
    ['order', -10, false],
    ['delivery_short', 3, true],
    ['delivery_short', 3, true],
    ['delivery_short', -6, true],
  ])
})

test('lost cases do not go back to stock; to find them again changes the order, and is no news to the customer', async () => {
  const desk = await givenDesk()
  await desk.say(6, 3)
  expect(await desk.state()).toEqual([21, '72.60', 7, 1])
  const { version } = await database.orm.em.fork().findOneOrFail(Order, desk.id)
  expect(await desk.say(6, 1)).toBe(false)
  expect(await desk.state()).toEqual([23, '72.60', 7, 1])
  expect(await database.orm.em.fork().findOneOrFail(Order, desk.id)).toMatchObject({ version: version + 1 })
})

test.each([
  ['all still there', [[10, 0]], 30],
  ['some gone back before', [[7, 0]], 30],
  ['some lost', [[6, 3]], 27],
  [
    'some lost, and found',
    [
      [6, 3],
      [6, 0],
    ],
    30,
  ],
  ['none to deliver', [[0, 4]], 26],
] as const)('cancelling puts back exactly what is still taken: %s', async (_what, said, stock) => {
  const desk = await givenDesk()
  for (const [delivered, lost] of said) await desk.say(delivered, lost)
  await desk.cancel()
  expect(await desk.stock()).toBe(stock)
})

test('a line that is not delivered at all counts nowhere, also not among those without a price', async () => {
  const desk = await givenDesk()
  await inTransaction(database.orm.em, async (tx) => {
    const order = await getOrderForUpdate(tx, desk.id, desk.staff)
    const lines = order.lines.getItems().map(({ itemCode }) => ({ itemCode, deliveredQuantity: 0, lostQuantity: 0 }))
    await deliverShort(tx, order, { lines, reason: 'The truck broke down', by: desk.staff, now })
  })
  expect(await desk.state()).toEqual([30, '0.00', 0, 0])
})

test('stock that is not tracked stays so', async () => {
  const desk = await givenDesk(null)
  await desk.say(3, 2)
  await desk.cancel()
  expect(await desk.stock()).toBeNull()
})

test('what went back and was sold since cannot be delivered after all', async () => {
  const desk = await givenDesk()
  await desk.say(2)
  await database.orm.em.fork().nativeUpdate(Product, { id: desk.product.id }, { stockQuantity: 3 })
  await expect(desk.say(8)).rejects.toMatchObject({ code: 'OUT_OF_STOCK', message: expect.stringContaining('Only 3') })
  expect(await desk.state()).toEqual([3, '24.20', 3, 1])
  await desk.say(5)
  expect(await desk.state()).toEqual([0, '60.50', 6, 1])
})

test.each([
  [11, 0],
  [8, 3],
  [0, 11],
])('%i delivered and %i lost are more than the ten that were ordered', async (delivered, lost) => {
  const desk = await givenDesk()
  await expect(desk.say(delivered, lost)).rejects.toMatchObject({ kind: 'conflict', code: 'MORE_THAN_ORDERED' })
  expect(await desk.state()).toEqual([20, '121.00', 11, 1])
})

test('a line that the order does not have is not found', async () => {
  const desk = await givenDesk()
  const lines = [{ itemCode: 'NO-SUCH', deliveredQuantity: 0, lostQuantity: 0 }]
  const order = await getOrder(database.orm.em.fork(), desk.id, desk.staff)
  const said = { lines, reason: 'None', by: desk.staff, now }
  await expect(deliverShort(database.orm.em.fork(), order, said)).rejects.toMatchObject({
    kind: 'not_found',
    code: 'ORDER_LINE_NOT_FOUND',
  })
})

test.each(['processing', 'ready', 'delivered'] as const)('it can be said of an order that is %s', async (status) => {
  const desk = await givenDesk(30, status)
  expect(await desk.say(9)).toBe(true)
})

test.each(['pending', 'confirmed', 'cancelled'] as const)('it cannot be said of one that is %s', async (status) => {
  const desk = await givenDesk(30, status)
  await expect(desk.say(9)).rejects.toMatchObject({
    code: 'NOT_IN_DELIVERY',
    message: expect.stringContaining('processing or ready or delivered'),
  })
})

test('many who say different things at once leave stock and lines that agree', async () => {
  const desk = await givenDesk()
  await Promise.all(Array.from({ length: 10 }, (_, index) => desk.say(index, index % 3 === 0 ? 1 : 0)))
  const order = await getOrder(database.orm.em.fork(), desk.id, desk.staff)
  expect(await desk.stock()).toBe(20 + (order.lines.getItems()[0]?.returned() ?? 0))
})
