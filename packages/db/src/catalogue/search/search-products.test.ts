import { createTestDatabase } from '@desideliver/db/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importCatalogue } from '../import/import-catalogue.ts'
import { Product } from '../product.entity.ts'
import { inTransaction } from '../../transaction.ts'
import { searchProducts } from './search-products.ts'

const database = await createTestDatabase()
const { em } = database.orm

const names = [
  'BASMATI WHITE RICE 14X2LB',
  'JAGGERY POWDER 18X1LB',
  'S.S PRESSURE COOKER 5L 6/CS',
  'URAD GOTA (WHITE) 55LB',
  'TURMERIC POWDER 20X200G',
  'TURMERIC POWDER 10X800G',
  'GM OKRA CUT 28X400G',
  'COW GHEE 24X16OZ',
  'COW GHEE 12X8OZ',
  'NADIYADI MIX NAMKEEN 15X400G',
  'CLAY DIYA PLAIN 100/CS',
  'SAFFRON 1G 24/CS',
  'KESAR MUKHWAS 20X200G',
  'BLACK PEPPER WHOLE 55LB',
  'WHITE PEPPER WHOLE 55LB',
  'IDLI RAVA 10X4LB',
  'PARIPPUVADA 22X300G',
  'AASHIRVAAD MULTI GRAIN ATTA 4X10LB',
  'PHOOL MAKHANA 10X400G',
  'TOOR DAL OILY 10X4LB',
  'BRASS DIVI SMALL 24/CS',
  'WHOLE WHEAT 50LB',
  'CANDY BULK MIX 20X200G',
  'HAWKINS CONTURA BLACK COOKER 5L',
  'HAWKINS COOKER VALVE',
]

beforeAll(async () => {
  const header = 'item_number,item_description,product_category,sheet_source,stock,price,has_pricing,has_stock_info'
  const rows = names.map((name, index) => {
    const shelf = name.endsWith(' 50LB') ? 'Bulk' : 'Branded'
    return `${20_001 + index},${name},${shelf},BRANDED PRODUCTS,,,FALSE,FALSE`
  })
  await inTransaction(em, (tx) => importCatalogue(tx, [header, ...rows].join('\n'), { dryRun: false, by: null }))
})

afterAll(() => database[Symbol.asyncDispose]())

async function find(query: string): Promise<string[]> {
  const { hits } = await searchProducts(em.fork(), { query })
  const products = await em.fork().find(Product, { id: { $in: hits.map(({ id }) => id) } })
  return hits.map((hit) => products.find(({ id }) => id === hit.id)?.name ?? '')
}

test.each([
  ['a misspelling', 'basmathi', 'BASMATI WHITE RICE 14X2LB'],
  ['a misspelt part of a name of two words', 'preasure', 'S.S PRESSURE COOKER 5L 6/CS'],
  ['a word begun that is also another name begun', 'gh', 'COW GHEE 24X16OZ'],
  ['what begins like a joining word', 'na', 'NADIYADI MIX NAMKEEN 15X400G'],
  ['a lost letter', 'jagery', 'JAGGERY POWDER 18X1LB'],
  ['two words, one misspelt', 'preasure cooker', 'S.S PRESSURE COOKER 5L 6/CS'],
  ['dots left out', 'ss cooker', 'S.S PRESSURE COOKER 5L 6/CS'],
  ['a transliteration', 'urad daal', 'URAD GOTA (WHITE) 55LB'],
  ['another transliteration', 'idly', 'IDLI RAVA 10X4LB'],
  ['the Hindi name', 'bhindi', 'GM OKRA CUT 28X400G'],
  ['a name of two words', 'lady finger', 'GM OKRA CUT 28X400G'],
  ['a misspelt synonym', 'haldhii', 'TURMERIC POWDER 20X200G'],
  ['a pack', 'ghee 16oz', 'COW GHEE 24X16OZ'],
  ['a pack with a space', 'ghee 8 oz', 'COW GHEE 12X8OZ'],
  ['an item code', '20014', 'BLACK PEPPER WHOLE 55LB'],
  ['a word begun', 'turm', 'TURMERIC POWDER 20X200G'],
  ['words in another order', 'rice basmati', 'BASMATI WHITE RICE 14X2LB'],
  ['a word written apart', 'parippu vada', 'PARIPPUVADA 22X300G'],
  ['words written together', 'ashirvad multigrain', 'AASHIRVAAD MULTI GRAIN ATTA 4X10LB'],
  ['a synonym written together', 'phulmakhana', 'PHOOL MAKHANA 10X400G'],
  ['a name of two words, misspelt', 'thuvaram parupu', 'TOOR DAL OILY 10X4LB'],
  ['a name in a longer query', 'chana ni dal na bhav arhar', 'TOOR DAL OILY 10X4LB'],
  ['the next word begun', 'phool makhana 400g p', 'PHOOL MAKHANA 10X400G'],
  ['one thing of many words', 'brass lamp for our temple', 'BRASS DIVI SMALL 24/CS'],
  ['Hindi in its own script', 'हल्दी पाउडर', 'TURMERIC POWDER 20X200G'],
  ['Tamil in its own script', 'துவரம் பருப்பு', 'TOOR DAL OILY 10X4LB'],
  ['Telugu in its own script', 'పసుపు', 'TURMERIC POWDER 20X200G'],
  ['an accent', 'Basmatí', 'BASMATI WHITE RICE 14X2LB'],
])('%s finds what was meant: %s', async (_kind, query, name) => expect((await find(query)).slice(0, 2)).toContain(name))

test('a whole word beats a fragment of another', async () => {
  expect(await find('diya')).toEqual(['CLAY DIYA PLAIN 100/CS'])
})

test('a shelf that is named need not stand in the name, and alone finds what it holds', async () => {
  expect(await find('branded okra')).toEqual(['GM OKRA CUT 28X400G'])
  expect(await find('branded')).toHaveLength(names.length - 1)
  expect((await find('bulk')).toSorted()).toEqual(['CANDY BULK MIX 20X200G', 'WHOLE WHEAT 50LB'])
})

test('a thing stands before its parts, unless they are asked for', async () => {
  expect(await find('hawkins cooker')).toEqual(['HAWKINS CONTURA BLACK COOKER 5L', 'HAWKINS COOKER VALVE'])
  expect((await find('cooker valve'))[0]).toBe('HAWKINS COOKER VALVE')
})

test('the thing itself stands before what is made of it', async () => {
  expect(await find('kesar')).toEqual(['SAFFRON 1G 24/CS', 'KESAR MUKHWAS 20X200G'])
})

test('what has all the words leaves out what has only some', async () => {
  expect(await find('white pepper')).toEqual(['WHITE PEPPER WHOLE 55LB'])
})

test('where nothing has all the words, the rarer word decides', async () => {
  expect((await find('okra powder'))[0]).toBe('GM OKRA CUT 28X400G')
})

test.each(['%', '_', '\\', "' or 1=1 --", '😀', '\u202Eabc', '& | ! ( ) :*', '   ', 'x'.repeat(200), 'a '.repeat(100)])(
  'no query breaks the search: %j',
  async (query) => expect(await find(query)).toBeInstanceOf(Array),
)

test('the order of equals does not change from one search to the next', async () => {
  expect(await find('turmeric powder')).toEqual(await find('turmeric powder'))
})
