import { createTestDatabase, givenCart, givenProduct, givenUser } from '@desideliver/db/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { User } from '../accounts/user.entity.ts'
import { suggestInstead } from '../catalogue/list/suggest-instead.ts'
import type { Product } from '../catalogue/product.entity.ts'
import { learnWords } from '../catalogue/search/learn-words.ts'
import { inTransaction } from '../transaction.ts'
import { addListedLines } from './add-listed-lines.ts'
import { getCart, getCartForUpdate } from './get-cart.ts'

const database = await createTestDatabase()
afterAll(() => database[Symbol.asyncDispose]())
const { em } = database.orm

let dal: Product
let rice: Product
let ghee: Product
let archived: Product

beforeAll(async () => {
  const setup = em.fork()
  dal = await givenProduct(setup, {
    itemCode: 'DD-1',
    name: 'TOOR DAL 10X4LB',
    minOrderQuantity: 6,
    stockQuantity: null,
  })
  rice = await givenProduct(setup, { itemCode: 'dd-2', name: 'BASMATI RICE 2X20LB', stockQuantity: 5 })
  ghee = await givenProduct(setup, { itemCode: 'Dd-3', name: 'COW GHEE 12X1LB' })
  archived = await givenProduct(setup, { itemCode: 'DD-4', name: 'TOOR DAL OILY 10X4LB', active: false })
  for (const { id } of [dal, rice, ghee, archived]) await learnWords(setup, id)
})

const add = (customer: User, lines: [string, number | null][]) =>
  inTransaction(em, async (tx) =>
    addListedLines(
      tx,
      await getCartForUpdate(tx, customer.id),
      lines.map(([itemCode, quantity], index) => ({ row: index + 1, itemCode, quantity })),
    ),
  )

const contents = async (customer: User) =>
  (await getCart(em.fork(), customer.id)).lines.getItems().map(({ product, quantity }) => [product.itemCode, quantity])

test('valid lines go in, and each other comes back with its row and reason', async () => {
  const customer = await givenUser(em.fork())
  const { added, rejected } = await add(customer, [
    ['DD-1', 3],
    ['basmati', 1],
    ['DD-2', 6],
    ['DD-4', 1],
    ['dd-1', 3],
    ['Dd-3', null],
    ['Dd-3', 2],
    ['Dd-3', 0],
    ['Dd-3', 1.5],
    ['Dd-3', 100_001],
  ])
  expect(added).toEqual([
    { row: 1, productId: dal.id, itemCode: 'DD-1', name: dal.name, quantity: 3 },
    { row: 5, productId: dal.id, itemCode: 'DD-1', name: dal.name, quantity: 3 },
    { row: 7, productId: ghee.id, itemCode: 'Dd-3', name: ghee.name, quantity: 2 },
  ])
  expect(rejected).toMatchObject([
    { row: 2, itemCode: 'basmati', quantity: 1, code: 'UNKNOWN_ITEM', soughtAs: 'basmati' },
    { row: 3, itemCode: 'DD-2', quantity: 6, code: 'OUT_OF_STOCK', soughtAs: null },
    { row: 4, itemCode: 'DD-4', code: 'PRODUCT_ARCHIVED', soughtAs: archived.name },
    { row: 6, quantity: null, code: 'INVALID_QUANTITY', message: expect.stringContaining('COW GHEE 12X1LB (Dd-3)') },
    { row: 8, quantity: 0, code: 'INVALID_QUANTITY' },
    { row: 9, quantity: 1.5, code: 'INVALID_QUANTITY' },
    { row: 10, quantity: 100_001, code: 'INVALID_QUANTITY' },
  ])
  expect(await contents(customer)).toEqual([
    ['DD-1', 6],
    ['Dd-3', 2],
  ])
})

test('a list counts together with what is in the cart', async () => {
  const setup = em.fork()
  const customer = await givenUser(setup)
  await givenCart(setup, customer, [{ product: rice, quantity: 3 }])
  expect((await add(customer, [['dd-2', 3]])).rejected).toMatchObject([{ code: 'OUT_OF_STOCK' }])
  expect((await add(customer, [['DD-2', 2]])).rejected).toEqual([])
  expect(await contents(customer)).toEqual([['dd-2', 5]])
})

test('what was meant is suggested as search finds it, archived products never', async () => {
  const suggest = await suggestInstead(em.fork(), ['tor dal', 'basmathi', 'zzzz', '\u{1F600}', '--'])
  expect(suggest('tor dal')).toEqual([{ id: dal.id, itemCode: 'DD-1', name: dal.name }])
  expect(suggest('basmathi').map(({ itemCode }) => itemCode)).toEqual(['dd-2'])
  for (const text of ['zzzz', '\u{1F600}', '--', 'never asked']) expect(suggest(text)).toEqual([])
})

async function countQueries(length: number): Promise<number> {
  const customer = await givenUser(em.fork())
  const before = database.queries.length
  const lines = Array.from({ length }, (_, index) => [index % 2 ? `no such ${index}` : 'DD-1', 1] as [string, number])
  const { rejected } = await add(customer, lines)
  await suggestInstead(
    em.fork(),
    rejected.flatMap(({ soughtAs }) => soughtAs ?? []),
  )
  // The synonyms are read anew when search has learnt words, whoever asks next.
  return database.queries.slice(before).filter((query) => !query.includes('search_synonyms')).length
}

test('a list of three hundred lines takes as many queries as one of twenty', async () => {
  expect(await countQueries(300)).toBe(await countQueries(20))
})
