import { LockMode } from '@mikro-orm/core'
import { createTestDatabase, givenCategory, givenProduct } from '@desideliver/db/testing'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { Category } from './catalogue/category.entity.ts'
import { Product } from './catalogue/product.entity.ts'
import { DomainError } from './errors.ts'
import { inTransaction } from './transaction.ts'

const database = await createTestDatabase()
afterAll(() => database[Symbol.asyncDispose]())

async function namesLike(pattern: string): Promise<string[]> {
  const found = await database.orm.em.fork().find(Category, { name: { $like: pattern } })
  return found.map(({ name }) => name)
}

test('transactions that lock each other out are tried again until both are done', async () => {
  const { em } = database.orm
  const one = await givenProduct(em.fork(), { stockQuantity: 10 })
  const two = await givenProduct(em.fork(), { stockQuantity: 10 })
  const holding = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  let runs = 0

  const takeFromBoth = (turn: 0 | 1, ids: [string, string]) =>
    inTransaction(em, async (tx) => {
      runs += 1
      for (const id of ids) {
        const product = await tx.findOneOrFail(Product, id, { lockMode: LockMode.PESSIMISTIC_WRITE })
        product.stockQuantity = (product.stockQuantity ?? 0) - 1
        holding[turn]?.resolve()
        // Each now has its first row, and will ask for the other's.
        await Promise.all(holding.map(({ promise }) => promise))
      }
    })
  await Promise.all([takeFromBoth(0, [one.id, two.id]), takeFromBoth(1, [two.id, one.id])])

  expect(runs).toBeGreaterThanOrEqual(3)
  const after = await em.fork().find(Product, { id: { $in: [one.id, two.id] } })
  expect(after.map((product) => product.stockQuantity)).toEqual([8, 8])
})

test('a serialisation failure met in a raw statement is tried again', async () => {
  let runs = 0
  const answer = await inTransaction(database.orm.em, async (em) => {
    runs += 1
    await givenCategory(em, `Third time lucky ${runs}`)
    if (runs < 3) await sql`do $$ begin raise serialization_failure; end $$`.execute(em.getKysely())
    return runs
  })
  expect(answer).toBe(3)
  expect(await namesLike('Third time lucky %')).toEqual(['Third time lucky 3'])
})

test('a failure that never ends is given up and passed on', async () => {
  let runs = 0
  const failing = inTransaction(database.orm.em, async (em) => {
    runs += 1
    await sql`do $$ begin raise deadlock_detected; end $$`.execute(em.getKysely())
  })
  await expect(failing).rejects.toMatchObject({ code: '40P01' })
  expect(runs).toBe(6)
})

test('any other error passes through at once, and nothing is stored', async () => {
  const refusal = new DomainError('conflict', 'CART_EMPTY', 'The cart is empty.')
  let runs = 0
  const failing = inTransaction(database.orm.em, async (em) => {
    runs += 1
    await givenCategory(em, 'Refused')
    throw refusal
  })
  await expect(failing).rejects.toBe(refusal)
  expect(runs).toBe(1)
  expect(await namesLike('Refused')).toEqual([])
})

test('what the database refuses at the end leaves nothing of what came before', async () => {
  const failing = inTransaction(database.orm.em, async (em) => {
    await givenCategory(em, 'Before')
    em.create(Category, { name: 'One', slug: 'same' })
    em.create(Category, { name: 'Two', slug: 'same' })
  })
  await expect(failing).rejects.toMatchObject({ code: '23505' })
  expect(await namesLike('Before')).toEqual([])
})

test('the work does not see what the caller has left unsaved', async () => {
  const em = database.orm.em.fork()
  em.create(Category, { name: 'Unsaved', slug: 'unsaved' })
  await inTransaction(em, async (tx) => void (await givenCategory(tx, 'Saved')))
  expect(await namesLike('%aved')).toEqual(['Saved'])
})
