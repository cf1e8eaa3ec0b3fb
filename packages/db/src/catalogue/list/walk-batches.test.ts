import { createTestDatabase } from '@desideliver/db/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTransaction } from '../../transaction.ts'
import { importCatalogue } from '../import/import-catalogue.ts'
import { Product } from '../product.entity.ts'
import { listProducts } from './list-products.ts'

const database = await createTestDatabase()
afterAll(() => database[Symbol.asyncDispose]())

const codes = Array.from({ length: 400 }, (_, index) => `P-${index + 1}`)

beforeAll(async () => {
  const rows = codes.map(
    (code, index) => `${code},PAPAD ${index % 2 ? '' : 'PLAIN '}10X200G,${index % 5 ? 'Bulk' : 'Frozen'},1.00,5`,
  )
  rows.push('G-1,PAPADI 10X200G,Frozen,1.00,5')
  await inTransaction(database.orm.em.fork(), (em) =>
    importCatalogue(em, ['code,name,category,price,stock', ...rows].join('\n'), { dryRun: false, by: null }),
  )
})

const search = (given: Partial<Parameters<typeof listProducts>[1]>) =>
  listProducts(database.orm.em.fork(), {
    filter: {},
    search: 'papad',
    sort: 'relevance',
    limit: 100,
    after: null,
    facets: false,
    ...given,
  })

test.each([7, 100])('a search of more than is weighed at once is walked to its end, %i at a time', async (limit) => {
  const met: string[] = []
  let after: string[] | null = null
  do {
    const page = await search({ limit, after })
    expect(page.items.length).toBe(Math.min(limit, codes.length - met.length))
    met.push(...page.items.map(({ itemCode }) => itemCode))
    after = page.position
  } while (after)
  expect(met.toSorted()).toEqual(codes.toSorted())
})

test('its counts and its other orders take in all of it', async () => {
  const { items, facets } = await search({ sort: 'price', facets: true })
  expect(items).toHaveLength(100)
  expect(facets?.categories.map(({ name, count }) => [name, count])).toEqual([
    ['Bulk', 320],
    ['Frozen', 80],
  ])
})

test('a filter shows as many as are counted, and no guesses beside them', async () => {
  const { items, facets } = await search({ filter: { category: 'frozen' }, facets: true })
  expect(items).toHaveLength(80)
  expect(facets?.categories.find(({ slug }) => slug === 'frozen')?.count).toBe(80)
})

test('no product is met twice or missed while stock is sold and comes back', async () => {
  const em = database.orm.em.fork()
  const met: string[] = []
  let after: string[] | null = null
  for (let step = 0; step === 0 || after; step++) {
    const page: Awaited<ReturnType<typeof search>> = await search({ limit: 40, after })
    met.push(...page.items.map(({ itemCode }) => itemCode))
    after = page.position
    // Each row is written elsewhere in its table, and some are sold out.
    const sold = met.filter((_, index) => index % 3 === step % 3)
    await em.nativeUpdate(Product, { itemCode: { $in: sold } }, { stockQuantity: step % 2 })
  }
  expect(met.toSorted()).toEqual(codes.toSorted())
})

test('a place beyond the last batch is the end', async () => {
  const id = 'ffffffff-ffff-7fff-8fff-ffffffffffff'
  expect(await search({ after: ['5', id, '100', id] })).toMatchObject({ items: [], position: null })
})
