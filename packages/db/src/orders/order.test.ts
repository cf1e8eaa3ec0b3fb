import type { EntityManager } from '@mikro-orm/postgresql'
import { createTestDatabase, givenOrder, givenProduct, givenUser } from '@desideliver/db/testing'
import { afterAll, expect, test } from 'vitest'
import type { Role, User } from '../accounts/user.entity.ts'
import { Product } from '../catalogue/product.entity.ts'
import { takeStock } from '../catalogue/take-stock.ts'
import { DomainError } from '../errors.ts'
import { newId } from '../ids.ts'
import { inTransaction } from '../transaction.ts'
import { getOrder, getOrderForUpdate } from './get-order.ts'
import { type OrderStatus, orderStatuses } from './order-status.ts'
import { Order } from './order.entity.ts'
import { restock } from './restock.ts'

const database = await createTestDatabase()
afterAll(() => database[Symbol.asyncDispose]())

/** SPEC §1: the only steps there are, and who may take them. */
const steps: [OrderStatus, OrderStatus, Role[]][] = [
  ['pending', 'confirmed', ['staff', 'admin']],
  ['pending', 'cancelled', ['customer', 'staff', 'admin']],
  ['confirmed', 'processing', ['staff', 'admin']],
  ['confirmed', 'cancelled', ['customer', 'staff', 'admin']],
  ['processing', 'ready', ['staff', 'admin']],
  ['processing', 'cancelled', ['staff', 'admin']],
  ['ready', 'delivered', ['staff', 'admin']],
  ['ready', 'cancelled', ['staff', 'admin']],
]

const mayGo = (from: OrderStatus, to: OrderStatus, role: Role): boolean =>
  steps.some(([start, end, who]) => start === from && end === to && who.includes(role))

const cases = orderStatuses.flatMap((from) =>
  orderStatuses.flatMap((to) =>
    (['customer', 'staff', 'admin'] as const).map((role) => ({ from, to, role, allowed: mayGo(from, to, role) })),
  ),
)

async function givenOrderIn(em: EntityManager, status: OrderStatus, by: User): Promise<Order> {
  const order = await givenOrder(em, by, [{ product: await givenProduct(em), quantity: 2 }])
  order.status = status
  if (status === 'delivered') order.actualDeliveryDate = '2026-03-09'
  await em.flush()
  return order
}

const stepTo = (to: OrderStatus, by: User) => ({
  to,
  by,
  note: 'as agreed',
  now: new Date('2026-03-11T03:00:00Z'),
  businessDay: '2026-03-10',
})

function refusalOf(change: () => void): DomainError | null {
  try {
    change()
    return null
  } catch (error) {
    if (error instanceof DomainError) return error
    throw error
  }
}

test('every step is taken or refused as the rules say, for everyone', async () => {
  const em = database.orm.em.fork()
  const users = {
    customer: await givenUser(em),
    staff: await givenUser(em, { role: 'staff' }),
    admin: await givenUser(em, { role: 'admin' }),
  }
  const order = await givenOrder(em, users.customer, [{ product: await givenProduct(em), quantity: 2 }])
  const outcomes = cases.map(({ from, to, role }) => {
    order.status = from
    const refusal = refusalOf(() => order.changeStatus(stepTo(to, users[role])))
    return { from, to, role, allowed: refusal === null, endsAs: order.status }
  })
  expect(outcomes).toEqual(cases.map((step) => ({ ...step, endsAs: step.allowed ? step.to : step.from })))
  expect(outcomes.filter(({ allowed }) => allowed)).toHaveLength(2 + 8 + 8)
})

const refusals: { from: OrderStatus; to: OrderStatus; role: Role; words: string }[] = [
  { from: 'pending', to: 'delivered', role: 'staff', words: 'it can become confirmed or cancelled.' },
  { from: 'confirmed', to: 'ready', role: 'staff', words: 'it can become processing or cancelled.' },
  { from: 'pending', to: 'confirmed', role: 'customer', words: 'it can become cancelled.' },
  { from: 'processing', to: 'cancelled', role: 'customer', words: 'nothing follows that state.' },
  { from: 'delivered', to: 'pending', role: 'admin', words: 'nothing follows that state.' },
]

test.each(refusals)('refusing $from → $to by $role tells: $words', async ({ from, to, role, words }) => {
  const em = database.orm.em.fork()
  const user = await givenUser(em, { role })
  const order = await givenOrderIn(em, from, user)
  expect(refusalOf(() => order.changeStatus(stepTo(to, user)))).toMatchObject({
    kind: 'conflict',
    code: 'INVALID_STATUS_TRANSITION',
    message: `Order ${order.orderNumber} is ${from} and cannot become ${to}: ${words}`,
  })
})

test('a step is stored with who, when, from, to and note, and a refused one leaves no trace', async () => {
  const em = database.orm.em.fork()
  const staff = await givenUser(em, { role: 'staff' })
  const order = await givenOrderIn(em, 'pending', await givenUser(em))
  expect(() => order.changeStatus(stepTo('delivered', staff))).toThrow(DomainError)
  order.changeStatus(stepTo('confirmed', staff))
  await em.flush()
  const stored = await getOrder(database.orm.em.fork(), order.id, staff)
  expect(stored).toMatchObject({ status: 'confirmed', actualDeliveryDate: null })
  expect(stored.history.getItems()).toMatchObject([
    { fromStatus: null, toStatus: 'pending', changedBy: { id: order.customer.id } },
    {
      fromStatus: 'pending',
      toStatus: 'confirmed',
      note: 'as agreed',
      changedBy: { id: staff.id },
      createdAt: new Date('2026-03-11T03:00:00Z'),
    },
  ])
})

test('delivering sets the delivery date to the day where the business is', async () => {
  const em = database.orm.em.fork()
  const staff = await givenUser(em, { role: 'staff' })
  const order = await givenOrderIn(em, 'ready', staff)
  order.changeStatus(stepTo('delivered', staff))
  await em.flush()
  expect(await database.orm.em.fork().findOneOrFail(Order, order.id)).toMatchObject({
    status: 'delivered',
    actualDeliveryDate: '2026-03-10',
  })
})

test('parallel cancellations of one order put its stock back once', async () => {
  const { em } = database.orm
  const setup = em.fork()
  const staff = await givenUser(setup, { role: 'staff' })
  const product = await givenProduct(setup, { stockQuantity: 6 })
  const { id } = await givenOrder(setup, await givenUser(setup), [{ product, quantity: 4 }])
  const cancel = () =>
    inTransaction(em, async (tx) => {
      const order = await getOrderForUpdate(tx, id, staff)
      order.changeStatus(stepTo('cancelled', staff))
      await restock(tx, order, staff)
    })
  const results = await Promise.allSettled(Array.from({ length: 8 }, cancel))
  expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
  expect(await em.fork().findOneOrFail(Product, product.id)).toMatchObject({ stockQuantity: 10 })
})

test('cancelling puts back exactly what ordering took, line by line', async () => {
  const { em } = database.orm
  const setup = em.fork()
  const customer = await givenUser(setup)
  const tracked = await givenProduct(setup, { stockQuantity: 10 })
  const untracked = await givenProduct(setup, { stockQuantity: null })
  const ceases = await givenProduct(setup, { stockQuantity: 10 })
  const lines = [tracked, untracked, ceases].map((product, index) => ({ product, quantity: index + 2 }))
  const { id } = await inTransaction(em, async (tx) => {
    const picked = await takeStock(
      tx,
      lines.map(({ product, quantity }) => ({ productId: product.id, quantity })),
      { orderId: newId(), by: customer },
    )
    return givenOrder(tx, customer, picked)
  })
  // Meanwhile the second product came to be counted, and the third no longer is.
  await em.fork().nativeUpdate(Product, { id: untracked.id }, { stockQuantity: 100 })
  await em.fork().nativeUpdate(Product, { id: ceases.id }, { stockQuantity: null })

  await inTransaction(em, async (tx) => restock(tx, await getOrder(tx, id, customer), customer))

  const reader = em.fork()
  const after = await Promise.all(
    [tracked, untracked, ceases].map((product) => reader.fork().findOneOrFail(Product, product.id)),
  )
  expect(after.map((product) => product.stockQuantity)).toEqual([10, 100, null])
})

test('an order of nothing but untracked products is restocked without touching any', async () => {
  const em = database.orm.em.fork()
  const product = await givenProduct(em, { stockQuantity: null })
  const customer = await givenUser(em)
  const order = await givenOrder(em, customer, [{ product, quantity: 5 }])
  await restock(em, order, customer)
  expect(await database.orm.em.fork().findOneOrFail(Product, product.id)).toMatchObject({ stockQuantity: null })
})
