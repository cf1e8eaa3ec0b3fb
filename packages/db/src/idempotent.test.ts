import type { EntityManager } from '@mikro-orm/postgresql'
import { createTestDatabase, givenCategory, givenUser } from '@desideliver/db/testing'
import { afterAll, expect, test } from 'vitest'
import { Category } from './catalogue/category.entity.ts'
import { type IdempotentRequest, idempotent } from './idempotent.ts'
import { IdempotencyKey } from './idempotency-key.entity.ts'
import { inTransaction } from './transaction.ts'

const database = await createTestDatabase()
afterAll(() => database[Symbol.asyncDispose]())

type Request = Partial<IdempotentRequest<unknown>> & { userId: string }

/** Makes a category of the user's as the work, and answers with its id. */
const makeOnce = (em: EntityManager, request: Request): Promise<unknown> =>
  inTransaction(em, (tx) =>
    idempotent(
      tx,
      {
        key: 'key-1',
        operation: 'orders.create',
        input: { note: 'ring twice' },
        readAnswer: (stored) => stored,
        ...request,
      },
      async () => ({ id: (await givenCategory(tx, request.userId)).id }),
    ),
  )

const countWork = (userId: string): Promise<number> => database.orm.em.fork().count(Category, { name: userId })

test('a repeated request gets the first answer and does nothing', async () => {
  const { em } = database.orm
  const { id: userId } = await givenUser(em.fork())
  const first = await makeOnce(em, { userId })
  expect(await makeOnce(em, { userId })).toEqual(first)
  expect(await countWork(userId)).toBe(1)
})

test('the stored answer goes through its reader', async () => {
  const { em } = database.orm
  const { id: userId } = await givenUser(em.fork())
  const first = await makeOnce(em, { userId })
  expect(await makeOnce(em, { userId, readAnswer: (stored) => [stored] })).toEqual([first])
})

test.each([
  ['another input', { input: { note: 'ring once' } }],
  ['a nested difference', { input: { note: 'ring twice', lines: [{ quantity: 2 }] } }],
  ['another operation', { operation: 'orders.cancel' }],
])('a key that comes again with %s is refused', async (_what, other) => {
  const { em } = database.orm
  const { id: userId } = await givenUser(em.fork())
  await makeOnce(em, { userId })
  await expect(makeOnce(em, { userId, ...other })).rejects.toMatchObject({
    kind: 'unprocessable',
    code: 'IDEMPOTENCY_KEY_REUSED',
  })
  expect(await countWork(userId)).toBe(1)
})

test('the order of fields does not make another request, the order of a list does', async () => {
  const { em } = database.orm
  const { id: userId } = await givenUser(em.fork())
  const first = await makeOnce(em, { userId, input: { a: 1, deep: { x: [1, 2], y: null } } })
  expect(await makeOnce(em, { userId, input: { deep: { y: null, x: [1, 2] }, a: 1 } })).toEqual(first)
  await expect(makeOnce(em, { userId, input: { a: 1, deep: { x: [2, 1], y: null } } })).rejects.toMatchObject({
    code: 'IDEMPOTENCY_KEY_REUSED',
  })
})

test('two hundred parallel requests with one key do the work once and agree', async () => {
  const { em } = database.orm
  const { id: userId } = await givenUser(em.fork())
  const [first, ...others] = await Promise.all(Array.from({ length: 200 }, () => makeOnce(em, { userId })))
  for (const answer of others) expect(answer).toEqual(first)
  expect(await countWork(userId)).toBe(1)
})

test('work that fails leaves its key free', async () => {
  const { em } = database.orm
  const { id: userId } = await givenUser(em.fork())
  const request = { userId, key: 'key-1', operation: 'orders.create', input: {}, readAnswer: () => null }
  const failing = inTransaction(em, (tx) => idempotent(tx, request, () => Promise.reject(new Error('no stock'))))
  await expect(failing).rejects.toThrow('no stock')
  expect(await em.fork().count(IdempotencyKey, { user: userId })).toBe(0)
  await makeOnce(em, { userId, input: {} })
  expect(await countWork(userId)).toBe(1)
})

test('two users may choose the same key', async () => {
  const { em } = database.orm
  const one = await givenUser(em.fork())
  const two = await givenUser(em.fork())
  const answers = [await makeOnce(em, { userId: one.id }), await makeOnce(em, { userId: two.id })]
  expect(answers[0]).not.toEqual(answers[1])
  expect([await countWork(one.id), await countWork(two.id)]).toEqual([1, 1])
})
