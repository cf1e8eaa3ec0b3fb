import { createTestDatabase, givenCategory, givenProduct } from '@desideliver/db/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Category } from '../category.entity.ts'
import { Product } from '../product.entity.ts'
import { learnWords } from '../search/learn-words.ts'
import { type ProductListing, listProducts } from './list-products.ts'
import { productSorts } from './product-orders.ts'
import { suggestProducts } from './suggest-products.ts'

const database = await createTestDatabase()
afterAll(() => database[Symbol.asyncDispose]())

const shelves = new Map<string, Category>()
const shelf = (name: string): Category => shelves.get(name) ?? expect.fail(`No shelf ${name}`)

const rows: [name: string, shelf: string, brand: string | null, price: string | null, stock: number | null][] = [
  ['TOOR DAL 4X10LB', 'Lentils', 'DEEP', '40.00', 100],
  ['TOOR DAL OILY 4X10LB', 'Lentils', 'DEEP', '44.00', 5],
  ['MOONG DAL 4X10LB', 'Lentils', 'LAXMI', null, 0],
  ['CHANA DAL 4X10LB', 'Lentils', null, '40.00', null],
  ['DAL MAKHANI 24X16OZ', 'Ready Meals', 'DEEP', '61.25', 30],
  ['BASMATI RICE 10LB', 'Rice', 'LAXMI', '18.50', 30],
  ['SONA MASOORI RICE 20LB', 'Rice', 'DEEP', null, 30],
]

beforeAll(async () => {
  const em = database.orm.em.fork()
  for (const name of ['Lentils', 'Rice', 'Ready Meals']) shelves.set(name, await givenCategory(em, name))
  for (const [name, on, brand, price, stockQuantity] of rows) {
    const product = await givenProduct(em, { name, brand, price, stockQuantity, category: shelf(on) })
    await learnWords(em, product.id)
  }
  await givenProduct(em, { name: 'TOOR DAL OLD 4X10LB', active: false, category: shelf('Lentils') })
})

const list = (given: Partial<ProductListing>) =>
  listProducts(database.orm.em.fork(), {
    filter: {},
    search: '',
    sort: 'name',
    limit: 20,
    after: null,
    facets: false,
    ...given,
  })

const namesOf = (page: { items: { name: string }[] }): string[] => page.items.map(({ name }) => name)

async function walk(given: Partial<ProductListing>, between: () => Promise<unknown> = async () => undefined) {
  const names: string[] = []
  let after: string[] | null = null
  do {
    const page = await list({ ...given, after, limit: 2 })
    names.push(...namesOf(page))
    after = page.position
    await between()
  } while (after)
  return names
}

test.each([...productSorts, 'relevance' as const])(
  'walking by %s meets every product once, also while others come, go and change',
  async (sort) => {
    const em = database.orm.em.fork()
    let step = 0
    const names = await walk({ sort, search: sort === 'relevance' ? 'dal' : '' }, async () => {
      step += 1
      await em.nativeUpdate(Product, { active: true }, { stockQuantity: step })
      const passing = await givenProduct(em, { name: `ZZ ${step}`, itemCode: `zz-${sort}-${step}`, price: '99999.00' })
      await em.nativeDelete(Product, { id: passing.id })
    })
    const known = rows.map(([name]) => name).filter((name) => sort !== 'relevance' || name.includes('DAL'))
    expect(names.toSorted()).toEqual(known.toSorted())
  },
)

const prices = async (sort: 'price' | '-price') => (await list({ sort })).items.map(({ price }) => price)

test('prices go up or down, and what is on request comes last in both', async () => {
  expect(await prices('price')).toEqual(['18.50', '40.00', '40.00', '44.00', '61.25', null, null])
  expect(await prices('-price')).toEqual(['61.25', '44.00', '40.00', '40.00', '18.50', null, null])
})

test('filters narrow a list and a search alike', async () => {
  const slug = shelf('Lentils').slug
  expect(namesOf(await list({ filter: { category: slug, brand: 'DEEP' } }))).toEqual([
    'TOOR DAL 4X10LB',
    'TOOR DAL OILY 4X10LB',
  ])
  expect(namesOf(await list({ filter: { category: shelf('Rice').id } }))).toHaveLength(2)
  expect(namesOf(await list({ search: 'dal', sort: 'relevance', filter: { category: slug, brand: 'Laxmi' } }))).toEqual(
    ['MOONG DAL 4X10LB'],
  )
  expect(namesOf(await list({ filter: { active: false } }))).toEqual(['TOOR DAL OLD 4X10LB'])
  expect(namesOf(await list({ filter: { active: null } }))).toHaveLength(rows.length + 1)
})

test.each(['', 'dal'])('a shelf that there is not is no empty shelf: %j', async (search) => {
  for (const category of ['lentlis', '00000000-0000-7000-8000-000000000000'])
    await expect(list({ search, filter: { category } })).rejects.toMatchObject({ code: 'CATEGORY_NOT_FOUND' })
  expect((await list({ search, filter: { category: shelf('Lentils').slug, brand: 'NOBODY' } })).items).toEqual([])
})

test('facets count what there is, each as if its own filter were not set', async () => {
  const { facets } = await list({ facets: true, filter: { brand: 'DEEP' } })
  expect(facets?.categories.map(({ name, count }) => [name, count])).toEqual([
    ['Lentils', 2],
    ['Ready Meals', 1],
    ['Rice', 1],
  ])
  expect(facets?.brands).toEqual([
    { brand: 'DEEP', count: 4 },
    { brand: 'LAXMI', count: 2 },
  ])
  expect((await list({})).facets).toBeNull()
})

test('facets of a search count what it finds', async () => {
  const { facets } = await list({ facets: true, search: 'rice', sort: 'relevance', filter: { brand: 'DEEP' } })
  expect(facets?.brands).toEqual([
    { brand: 'DEEP', count: 1 },
    { brand: 'LAXMI', count: 1 },
  ])
  expect(facets?.categories.map(({ name, count }) => [name, count])).toEqual([['Rice', 1]])
})

test.each([
  ['a word', 'moong', ['MOONG']],
  ['a misspelt word', 'mooong', ['MOONG']],
  ['a pack', 'makhani 16oz', ['MAKHANI', '16OZ']],
  ['a word begun', 'maso', ['MASOORI']],
])('a search shows where it met the name: %s', async (_, search, parts) => {
  const [first] = (await list({ search, sort: 'relevance' })).items
  expect(first?.highlights?.map(([from, to]) => first.name.slice(from, to))).toEqual(parts)
})

const suggest = (search: string) => suggestProducts(database.orm.em.fork(), search, 3)

test('suggestions name products, shelves and brands that begin so, and correct what is misspelt', async () => {
  expect((await suggest('lent')).categories).toEqual([{ slug: shelf('Lentils').slug, name: 'Lentils' }])
  expect((await suggest('la')).brands).toEqual(['LAXMI'])
  const { products, corrected } = await suggest('sonna rcie')
  expect([products[0]?.name, corrected]).toEqual(['SONA MASOORI RICE 20LB', 'sona rice'])
  expect((await suggest('basma')).corrected).toBeNull()
})

test.each(['%', '_', '\\', "' or 1=1 --", '😀', '\u202Eabc', '& | ! ( ) :*', 'x'.repeat(200)])(
  'no text breaks the suggestions: %j',
  async (text) => expect(await suggest(text)).toMatchObject({ brands: [], categories: [] }),
)

test('a page takes as many statements for one product as for all', async () => {
  const count = async (given: Partial<ProductListing>) => {
    const before = database.queries.length
    await list(given)
    return database.queries.length - before
  }
  for (const given of [{ sort: 'price' as const }, { facets: true }])
    expect(await count({ ...given, limit: 1 })).toBe(await count({ ...given, limit: 100 }))
  await list({ search: 'dal' })
  expect(await count({ search: 'dal', limit: 1 })).toBe(await count({ search: 'dal', limit: 100 }))
})
