import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { DomainError } from '../../errors.ts'
import type { CatalogueItem } from './read-row.ts'
import { type CatalogueFile, type RowRemark, readCatalogue as readRowByRow } from './read-catalogue.ts'

const HEADER = 'item_number,item_description,product_category,sheet_source,order,stock,price,has_pricing,has_stock_info'
const GOOD = '10001,TOOR DAL 10X4LB,Grain Market,GRAIN,,12,42.50,TRUE,TRUE'

/** The file as a whole: the last item of each code, and all remarks. */
async function readCatalogue(file: CatalogueFile) {
  const items = new Map<string, CatalogueItem>()
  const remarks = { merged: [] as RowRemark[], quarantined: [] as RowRemark[], adjusted: [] as RowRemark[] }
  let rows = 0
  for await (const outcomes of readRowByRow(file, () => undefined)) {
    rows += 1
    for (const outcome of outcomes) {
      if (outcome.kind === 'item') items.set(outcome.item.itemCode, outcome.item)
      else if (outcome.kind === 'featured')
        items.set(outcome.itemCode, { ...(items.get(outcome.itemCode) as CatalogueItem), featured: true })
      else remarks[outcome.kind].push(outcome.remark)
    }
  }
  return { rows, items: [...items.values()], ...remarks }
}

const readRows = (...rows: string[]) => readCatalogue([HEADER, ...rows].join('\n'))

async function readOne(row: string) {
  const { items } = await readRows(row)
  const [item] = items
  if (!item || items.length > 1) throw new Error(`Not one item but ${items.length}`)
  return item
}

async function refusalOf(csv: CatalogueFile): Promise<DomainError> {
  try {
    await readCatalogue(csv)
  } catch (error) {
    if (error instanceof DomainError) return error
    throw error
  }
  throw new Error('The file was read')
}

test('a good row is read with its price, stock, pack and category', async () => {
  expect(await readOne(GOOD)).toMatchObject({
    row: 2,
    itemCode: '10001',
    name: 'TOOR DAL 10X4LB',
    category: 'Grain Market',
    featured: false,
    note: null,
    price: '42.50',
    stockQuantity: 12,
    pack: { unitsPerCase: 10, unitSize: '4', unit: 'lb' },
  })
})

test.each([
  ['10002,,Grain Market,GRAIN,,12,42.50,TRUE,TRUE', 'there is no description'],
  [',TOOR DAL,Grain Market,GRAIN,,12,42.50,TRUE,TRUE', 'there is no item number'],
  ['10002,TOOR DAL,,GRAIN,,12,42.50,TRUE,TRUE', 'there is no category'],
  ['10002,TOOR DAL,Grain Market,GRAIN,,12,abc,TRUE,TRUE', 'price "abc" is not an amount'],
  ['10002,TOOR DAL,Grain Market,GRAIN,,12,-1,TRUE,TRUE', 'price "-1" is not an amount'],
  ['10002,TOOR DAL,Grain Market,GRAIN,,12,1.005,TRUE,TRUE', 'price "1.005" is not an amount'],
  ['10002,TOOR DAL,Grain Market,GRAIN,,12,,TRUE,TRUE', 'price "" is not an amount'],
  ['10002,TOOR DAL,Grain Market,GRAIN,,12,1000001,TRUE,TRUE', 'price "1000001" is not an amount'],
  ['10002,TOOR DAL,Grain Market,GRAIN,,many,42.50,TRUE,TRUE', 'stock "many" is not a number of cases'],
  ['10002,TOOR DAL,Grain Market,GRAIN,,,42.50,TRUE,TRUE', 'stock "" is not a number of cases'],
  ['10002,TOOR\u0000 DAL,Grain Market,GRAIN,,12,42.50,TRUE,TRUE', 'item_description holds control characters'],
  ['10002,"TOOR\nDAL",Grain Market,GRAIN,,12,42.50,TRUE,TRUE', 'item_description holds control characters'],
  [`10002,${'D'.repeat(301)},Grain Market,GRAIN,,12,42.50,TRUE,TRUE`, 'item_description is longer than 300'],
  [`${'1'.repeat(65)},TOOR DAL,Grain Market,GRAIN,,12,42.50,TRUE,TRUE`, 'item_number is longer than 64'],
])('the row %j is quarantined: %s', async (row, reason) => {
  const { rows, items, quarantined } = await readRows(GOOD, row)
  expect({ rows, items: items.length }).toEqual({ rows: 2, items: 1 })
  expect(quarantined).toEqual([
    { row: 3, itemCode: row.slice(0, row.indexOf(',')), reason: expect.stringContaining(reason) },
  ])
})

const sheetRow = '10001,TOOR DAL 10X4LB,Grain Market,GRAIN,,12,42.50,TRUE,TRUE'
const mainPageRow = '10001,TOOR DAL SPECIAL,Offers,MAIN PAGE,,3,40.00,TRUE,TRUE'

test.each([
  ['first', [mainPageRow, sheetRow]],
  ['last', [sheetRow, mainPageRow]],
])('a main page row that stands %s makes its product featured and yields otherwise', async (_where, rows) => {
  const { items, merged, quarantined } = await readRows(...rows)
  expect(items).toMatchObject([
    { name: 'TOOR DAL 10X4LB', category: 'Grain Market', price: '42.50', stockQuantity: 12, featured: true },
  ])
  expect(merged).toEqual([{ row: 3, itemCode: '10001', reason: 'merged with row 2' }])
  expect(quarantined).toEqual([])
})

test('a main page row alone is a featured product of its own', async () => {
  expect(await readOne(mainPageRow)).toMatchObject({ name: 'TOOR DAL SPECIAL', featured: true })
})

test('a main page row between two sheet rows does not hide that they contradict each other', async () => {
  const { items, merged, quarantined } = await readRows(sheetRow, mainPageRow, sheetRow.replace('42.50', '43.50'))
  expect(items).toMatchObject([{ price: '42.50', featured: true }])
  expect(merged).toMatchObject([{ row: 3 }])
  expect(quarantined).toMatchObject([{ row: 4 }])
})

test('an exact repeat is one product', async () => {
  const { items, merged, quarantined } = await readRows(GOOD, GOOD)
  expect(items).toHaveLength(1)
  expect(merged).toEqual([{ row: 3, itemCode: '10001', reason: 'merged with row 2' }])
  expect(quarantined).toEqual([])
})

test('a repeat that says something else is quarantined and the first row stands', async () => {
  const { items, merged, quarantined } = await readRows(GOOD, GOOD.replace('42.50', '43.50'))
  expect(items).toMatchObject([{ price: '42.50' }])
  expect(merged).toEqual([])
  expect(quarantined).toEqual([{ row: 3, itemCode: '10001', reason: 'item 10001 stands otherwise in row 2' }])
})

test('a row without stock information is not tracked, whatever its stock cell says', async () => {
  expect((await readOne('1,DAL,Grain,GRAIN,,,1.00,TRUE,FALSE')).stockQuantity).toBeNull()
  expect((await readOne('1,DAL,Grain,GRAIN,,0,1.00,TRUE,FALSE')).stockQuantity).toBeNull()
  expect((await readOne('1,DAL,Grain,GRAIN,,0,1.00,TRUE,TRUE')).stockQuantity).toBe(0)
})

test('a row without pricing has its price on request', async () => {
  expect((await readOne('1,DAL,Grain,GRAIN,,1,,FALSE,TRUE')).price).toBeNull()
})

test('fractional stock is floored without a note', async () => {
  expect(await readOne('1,DAL,Grain,GRAIN,,7.9,1.00,TRUE,TRUE')).toMatchObject({ stockQuantity: 7, note: null })
})

test('negative stock is read as none and noted', async () => {
  const { items, adjusted } = await readRows('1,DAL,Grain,GRAIN,,-1,1.00,TRUE,TRUE')
  expect(items).toMatchObject([{ stockQuantity: 0 }])
  expect(adjusted).toEqual([{ row: 2, itemCode: '1', reason: 'stock -1 was read as 0' }])
})

test('a price keeps its exact decimals', async () => {
  expect((await readOne('1,DAL,Grain,GRAIN,,1,9999.1,TRUE,TRUE')).price).toBe('9999.10')
})

test('byte-order mark, Windows line ends and a missing last line end do not matter', async () => {
  const plain = await readRows(GOOD, sheetRow.replace('10001', '10002'))
  const windows = `\uFEFF${[HEADER, GOOD, sheetRow.replace('10001', '10002')].join('\r\n')}`
  expect(await readCatalogue(windows)).toEqual(plain)
  expect(plain.items).toHaveLength(2)
})

test('columns may stand in another order and others are ignored', async () => {
  const csv = [
    'remarks,has_stock_info,price,item_description,stock,item_number,sheet_source,has_pricing,product_category',
    'whatever,TRUE,42.50,TOOR DAL 10X4LB,12,10001,GRAIN,TRUE,Grain Market',
  ].join('\n')
  expect((await readCatalogue(csv)).items).toEqual([await readOne(GOOD)])
})

test.each(['', ' \r\n '])('the empty file %j is refused', async (csv) => {
  expect(await refusalOf(csv)).toMatchObject({ kind: 'invalid', code: 'INVALID_CSV' })
  expect((await refusalOf(csv)).message).toContain('the file is empty')
})

test.each([
  ['no item code', HEADER.replace('item_number,', ''), 'the header lacks item_number or item_code or code.'],
  ['a flag without its column', HEADER.replace(',stock,', ','), 'lacks stock, which has_stock_info belongs to.'],
  ['a column twice', `${HEADER},code`, 'the header has item_number or item_code or code twice.'],
  ['nothing but codes', 'code,remarks', 'the header names nothing beside the item code.'],
])('a header with %s is refused: %j', async (_, header, reason) => {
  const { code, message } = await refusalOf(`${header}\n`)
  expect([code, message]).toEqual(['INVALID_CSV', expect.stringContaining(reason)])
})

test('the short form needs no flags: an empty price is on request, empty stock is not tracked', async () => {
  const { items } = await readCatalogue(
    'Code,Name,Category,Price,Stock,Minimum,Multiple\nA,TOOR DAL 4X10LB,Grain,12.5,3,2,2\nB,ATTA,Flour,,,,\n',
  )
  expect(items).toMatchObject([
    { itemCode: 'A', category: 'Grain', price: '12.50', stockQuantity: 3, minOrderQuantity: 2, orderMultiple: 2 },
    { itemCode: 'B', price: null, stockQuantity: null, minOrderQuantity: undefined },
  ])
})

test('what a file has no column for is left open', async () => {
  const { items } = await readCatalogue('code,price\nA,3.00\n')
  expect(items).toMatchObject([{ price: '3.00', stockQuantity: undefined, name: undefined, category: undefined }])
})

test.each([
  ['a line of 10 MB', `${HEADER}\n10001,${'D'.repeat(10_000_000)},Grain,GRAIN,,1,1.00,TRUE,TRUE\n`],
  ['a million columns', `${HEADER}${',x'.repeat(1_000_000)}\n`],
])('%s is refused, and does not fill the memory', async (_, csv) => {
  const before = process.memoryUsage().rss
  expect((await refusalOf(csv)).code).toBe('INVALID_CSV')
  expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000)
})

test('line ends may be mixed, and formulas are text', async () => {
  const { items } = await readCatalogue("code,name,category\r\nA,=1+1,Grain\nB,'=1+1,Grain\r\n")
  expect(items.map(({ name }) => name)).toEqual(['=1+1', '=1+1'])
})

test('a file that comes in pieces is read as one', async () => {
  const bytes = Buffer.from(`${HEADER}\n10001,PÂTÉ DAL 10X4LB,Grain Market,GRAIN,,12,42.50,TRUE,TRUE\n`)
  async function* pieces() {
    for (const byte of bytes) yield Uint8Array.of(byte)
  }
  expect((await readCatalogue(pieces())).items).toMatchObject([{ name: 'PÂTÉ DAL 10X4LB' }])
})

test('a quote that is never closed makes the file unreadable', async () => {
  expect((await refusalOf(`${HEADER}\n10001,"TOOR DAL,Grain Market,GRAIN,,12,42.50,TRUE,TRUE\n`)).code).toBe(
    'INVALID_CSV',
  )
})

test('a row with too few cells makes the file unreadable', async () => {
  expect((await refusalOf(`${HEADER}\n10001,TOOR DAL\n`)).code).toBe('INVALID_CSV')
})

test('a header alone is a catalogue without rows', async () => {
  expect(await readCatalogue(HEADER)).toEqual({ rows: 0, items: [], merged: [], quarantined: [], adjusted: [] })
})

const realCatalogue = new URL('../../../../../../shared/data/CompleteCatalog.csv', import.meta.url)

test.skipIf(!existsSync(realCatalogue))('the real catalogue is read as its description says', async () => {
  const { rows, items, quarantined, merged } = await readCatalogue(readFileSync(realCatalogue, 'utf8'))
  expect({ rows, items: items.length, quarantined: quarantined.length, merged: merged.length }).toEqual({
    rows: 3869,
    items: 3694,
    quarantined: 158,
    merged: 17,
  })
  expect(new Set(quarantined.map((remark) => remark.reason))).toEqual(new Set(['there is no description']))
})
