import type { EntityManager } from '@mikro-orm/postgresql'
import { createTestDatabase, givenProduct, givenUser, seededNumbers } from '@desideliver/db/testing'
import { afterAll, expect, test } from 'vitest'
import { newId } from '../ids.ts'
import { inTransaction } from '../transaction.ts'
import { findOrderObstacle } from './order-obstacle.ts'
import { Product } from './product.entity.ts'
import { StockChange } from './stock-change.entity.ts'
import { type StockLine, returnStock, takeStock } from './take-stock.ts'

const database = await createTestDatabase()
afterAll(() => database[Symbol.asyncDispose]())

const by = await givenUser(database.orm.em.fork())
const taker = { orderId: newId(), by }
const cancelled = { kind: 'cancel', ...taker } as const

const take = (em: EntityManager, lines: StockLine[]) => inTransaction(em, (tx) => takeStock(tx, lines, taker))

const putBack = (em: EntityManager, lines: StockLine[]) => inTransaction(em, (tx) => returnStock(tx, lines, cancelled))

const ledgerOf = ({ id }: Product) =>
  database.orm.em.fork().find(StockChange, { product: id }, { orderBy: { id: 'asc' } })

async function stockOf(em: EntityManager, { id }: Product): Promise<number | null> {
  return (await em.fork().findOneOrFail(Product, id)).stockQuantity
}

/** Works through `tasks`, at most `width` at a time. */
async function runParallel(width: number, tasks: (() => Promise<unknown>)[]): Promise<void> {
  const waiting = tasks.values()
  const workThrough = async () => {
    for (const task of waiting) await task()
  }
  await Promise.all(Array.from({ length: width }, workThrough))
}

test('parallel takers of the last cases get exactly what there is', async () => {
  const { em } = database.orm
  const product = await givenProduct(em.fork(), { stockQuantity: 10 })
  const results = await Promise.allSettled(
    Array.from({ length: 40 }, () => take(em, [{ productId: product.id, quantity: 1 }])),
  )
  const refused = results.filter((result) => result.status === 'rejected')
  expect(refused).toHaveLength(30)
  for (const { reason } of refused) expect(reason).toMatchObject({ kind: 'conflict', code: 'OUT_OF_STOCK' })
  expect(await stockOf(em, product)).toBe(0)
})

test('takers of several cases never take what is not there', async () => {
  const { em } = database.orm
  const product = await givenProduct(em.fork(), { stockQuantity: 10 })
  const results = await Promise.allSettled(
    Array.from({ length: 10 }, () => take(em, [{ productId: product.id, quantity: 3 }])),
  )
  expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(3)
  expect(await stockOf(em, product)).toBe(1)
})

test('random baskets in any order neither deadlock nor lose a case', async () => {
  const { em } = database.orm
  const setup = em.fork()
  const products: Product[] = []
  for (let index = 0; index < 12; index++) products.push(await givenProduct(setup, { stockQuantity: 1_000 }))
  const random = seededNumbers(20260309)
  const taken = new Map(products.map(({ id }) => [id, 0]))
  let runs = 0
  const tasks = Array.from({ length: 150 }, (_, index) => {
    const shuffled = products.map(({ id }) => ({ id, place: random() })).toSorted((a, b) => a.place - b.place)
    const lines = shuffled.slice(0, 2 + Math.floor(random() * 6)).map(({ id }) => ({ productId: id, quantity: 2 }))
    const putsBack = index % 3 === 0
    for (const { productId } of putsBack ? [] : lines) taken.set(productId, (taken.get(productId) ?? 0) + 2)
    return () =>
      inTransaction(em, async (tx) => {
        runs += 1
        await takeStock(tx, lines, taker)
        if (putsBack) await returnStock(tx, lines.toReversed(), cancelled)
      })
  })
  await runParallel(8, tasks)
  // A retry would mean that a deadlock happened after all.
  expect(runs).toBe(150)
  for (const product of products) {
    expect(await stockOf(em, product)).toBe(1_000 - (taken.get(product.id) ?? 0))
    // Each line of the ledger goes on from the one before, and the last is the stock.
    let balance = 1_000
    for (const change of await ledgerOf(product)) expect(change.balance).toBe((balance += change.delta))
    expect(balance).toBe(await stockOf(em, product))
  }
})

test('stock that is not tracked is not touched, neither on taking nor on putting back', async () => {
  const { em } = database.orm
  const untracked = await givenProduct(em.fork(), { stockQuantity: null })
  const tracked = await givenProduct(em.fork(), { stockQuantity: 5 })
  const lines = [untracked, tracked].map(({ id }) => ({ productId: id, quantity: 4 }))
  await take(em, lines)
  expect([await stockOf(em, untracked), await stockOf(em, tracked)]).toEqual([null, 1])
  await putBack(em, lines)
  expect([await stockOf(em, untracked), await stockOf(em, tracked)]).toEqual([null, 5])
  expect(await ledgerOf(untracked)).toEqual([])
  expect(await ledgerOf(tracked)).toMatchObject([
    { kind: 'order', delta: -4, balance: 1, orderId: taker.orderId, changedBy: { id: by.id }, reason: null },
    { kind: 'cancel', delta: 4, balance: 5, orderId: taker.orderId, createdAt: expect.any(Date) },
  ])
})

test('what is put back is added once for each line', async () => {
  const { em } = database.orm
  const product = await givenProduct(em.fork(), { stockQuantity: 0 })
  await putBack(em, [{ productId: product.id, quantity: 7 }])
  expect(await stockOf(em, product)).toBe(7)
})

test('picked lines come in the order they were asked for, as they are under the lock', async () => {
  const { em } = database.orm
  const first = await givenProduct(em.fork(), { name: 'FIRST', price: '1.00' })
  const second = await givenProduct(em.fork(), { name: 'SECOND' })
  const picked = await inTransaction(em, async (tx) => {
    await tx.findOneOrFail(Product, first.id)
    await tx.fork({ keepTransactionContext: true }).nativeUpdate(Product, { id: first.id }, { price: '2.00' })
    const lines = [
      { productId: second.id, quantity: 1 },
      { productId: first.id, quantity: 2 },
    ]
    return takeStock(tx, lines, taker)
  })
  expect(picked.map(({ product, quantity }) => [product.name, quantity])).toEqual([
    ['SECOND', 1],
    ['FIRST', 2],
  ])
  expect(picked[1]?.product.price).toBe('2.00')
  expect(picked[0]?.product.category.name).toBe('Grain Market')
})

test('one line that cannot be ordered leaves the stock of all others alone', async () => {
  const { em } = database.orm
  const plenty = await givenProduct(em.fork(), { stockQuantity: 50 })
  const scarce = await givenProduct(em.fork(), { stockQuantity: 1 })
  const lines = [plenty, scarce].map(({ id }) => ({ productId: id, quantity: 2 }))
  await expect(take(em, lines)).rejects.toMatchObject({ code: 'OUT_OF_STOCK' })
  expect([await stockOf(em, plenty), await stockOf(em, scarce)]).toEqual([50, 1])
  expect(await ledgerOf(plenty)).toEqual([])
})

test('a product that does not exist is named', async () => {
  const productId = '019a0000-0000-7000-8000-000000000000'
  await expect(take(database.orm.em, [{ productId, quantity: 1 }])).rejects.toMatchObject({
    kind: 'not_found',
    code: 'PRODUCT_NOT_FOUND',
    message: `There is no product ${productId}.`,
  })
})

const dal = {
  itemCode: '10001',
  name: 'TOOR DAL',
  active: true,
  minOrderQuantity: 4,
  orderMultiple: 2,
  stockQuantity: 9,
}

test.each([
  [{ active: false }, 4, 'PRODUCT_ARCHIVED', 'TOOR DAL (10001) is no longer sold.'],
  [{}, 3, 'BELOW_MINIMUM', 'TOOR DAL (10001) is sold from 4 cases, not 3.'],
  [{}, 5, 'NOT_A_MULTIPLE', 'TOOR DAL (10001) is sold in multiples of 2 cases, not 5.'],
  [{}, 10, 'OUT_OF_STOCK', 'Only 9 of TOOR DAL (10001) left, not 10.'],
  [{ stockQuantity: 0 }, 4, 'OUT_OF_STOCK', 'None of TOOR DAL (10001) left, not 4.'],
] as const)('with %j, %i cases cannot be ordered: %s', (details, quantity, ...[code, message]) => {
  expect(findOrderObstacle({ ...dal, ...details }, quantity)).toEqual({ code, message })
})

test.each([
  [{}, 4],
  [{}, 8],
  [{ stockQuantity: 4 }, 4],
  [{ stockQuantity: null }, 100_000],
])('with %j, nothing stands in the way of %i cases', (details, quantity) => {
  expect(findOrderObstacle({ ...dal, ...details }, quantity)).toBeNull()
})
