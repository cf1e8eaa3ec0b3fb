import type { EntityManager } from '@mikro-orm/postgresql'
import { createTestDatabase, givenCart, givenOrder, givenProduct, givenUser } from '@desideliver/db/testing'
import { afterAll, expect, test } from 'vitest'
import type { User } from '../accounts/user.entity.ts'
import { getCart, getCartForUpdate } from '../cart/get-cart.ts'
import { inTransaction } from '../transaction.ts'
import { getOrder, getOrderForUpdate } from './get-order.ts'

const database = await createTestDatabase()
afterAll(() => database[Symbol.asyncDispose]())

async function givenLines(em: EntityManager, count: number) {
  const lines = []
  for (let index = 0; index < count; index++) lines.push({ product: await givenProduct(em), quantity: 1 })
  return lines
}

/** How many statements `work` sends, with an entity manager that knows nothing yet. */
async function countQueries(work: (em: EntityManager) => Promise<unknown>): Promise<number> {
  const before = database.queries.length
  await work(database.orm.em.fork())
  return database.queries.length - before
}

test('an order is found by its customer, staff and admins, and is missing for another customer', async () => {
  const em = database.orm.em.fork()
  const owner = await givenUser(em)
  const { id } = await givenOrder(em, owner, await givenLines(em, 1))
  const read = (user: User) => getOrder(database.orm.em.fork(), id, user)
  const lock = (user: User) => inTransaction(database.orm.em, (tx) => getOrderForUpdate(tx, id, user))
  const others = [await givenUser(em, { role: 'staff' }), await givenUser(em, { role: 'admin' })]
  for (const user of [owner, ...others]) expect([(await read(user)).id, (await lock(user)).id]).toEqual([id, id])
  const stranger = await givenUser(em)
  const missing = { kind: 'not_found', code: 'ORDER_NOT_FOUND', message: `There is no order ${id}.` }
  await expect(read(stranger)).rejects.toMatchObject(missing)
  await expect(lock(stranger)).rejects.toMatchObject(missing)
})

test('an order that does not exist is missing for staff too', async () => {
  const staff = await givenUser(database.orm.em.fork(), { role: 'staff' })
  const missing = getOrder(database.orm.em.fork(), '019a0000-0000-7000-8000-000000000000', staff)
  await expect(missing).rejects.toMatchObject({ code: 'ORDER_NOT_FOUND' })
})

test('lines come in the order in which they were placed', async () => {
  const em = database.orm.em.fork()
  const customer = await givenUser(em)
  const lines = (await givenLines(em, 5)).toReversed()
  const { id } = await givenOrder(em, customer, lines)
  const order = await getOrder(database.orm.em.fork(), id, customer)
  expect(order.lines.getItems().map((line) => line.itemCode)).toEqual(lines.map(({ product }) => product.itemCode))
})

test('an order with forty lines takes no more queries than one with two', async () => {
  const em = database.orm.em.fork()
  const customer = await givenUser(em)
  const small = await givenOrder(em, customer, await givenLines(em, 2))
  const large = await givenOrder(em, customer, await givenLines(em, 40))
  const read = (id: string) => (reader: EntityManager) => getOrder(reader, id, customer)
  expect(await countQueries(read(large.id))).toBe(await countQueries(read(small.id)))
})

const readCart = (user: User) => async (reader: EntityManager) => {
  const { lines } = await getCart(reader, user.id)
  return lines.getItems().map(({ product }) => product.category.name)
}

test('a cart comes with its products and their categories, in no more queries for forty lines than for two', async () => {
  const em = database.orm.em.fork()
  const [few, many] = [await givenUser(em), await givenUser(em)]
  await givenCart(em, few, await givenLines(em, 2))
  await givenCart(em, many, await givenLines(em, 40))
  expect(await readCart(many)(database.orm.em.fork())).toEqual(Array.from({ length: 40 }, () => 'Grain Market'))
  expect(await countQueries(readCart(many))).toBe(await countQueries(readCart(few)))
})

test('two first looks into a cart at once make one cart', async () => {
  const customer = await givenUser(database.orm.em.fork())
  const carts = await Promise.all([
    ...Array.from({ length: 4 }, () => getCart(database.orm.em.fork(), customer.id)),
    ...Array.from({ length: 4 }, () => inTransaction(database.orm.em, (tx) => getCartForUpdate(tx, customer.id))),
  ])
  expect(new Set(carts.map((cart) => cart.id)).size).toBe(1)
})
