import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { DomainError } from '../errors.ts'
import { readCatalogue } from './read-catalogue.ts'

const HEADER = 'item_number,item_description,product_category,sheet_source,order,stock,price,has_pricing,has_stock_info'
const GOOD = '10001,TOOR DAL 10X4LB,Grain Market,GRAIN,,12,42.50,TRUE,TRUE'

const readRows = (...rows: string[]) => readCatalogue([HEADER, ...rows].join('\n'))

function readOne(row: string) {
  const { items } = readRows(row)
  const [item] = items
  if (!item || items.length > 1) throw new Error(`Not one item but ${items.length}`)
  return item
}

function refusalOf(csv: string): DomainError {
  try {
    readCatalogue(csv)
  } catch (error) {
    if (error instanceof DomainError) return error
    throw error
  }
  throw new Error('The file was read')
}

test('a good row is read with its price, stock, pack and category', () => {
  expect(readOne(GOOD)).toMatchObject({
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
])('the row %j is quarantined: %s', (row, reason) => {
  const { rows, items, quarantined } = readRows(GOOD, row)
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
])('a main page row that stands %s makes its product featured and yields otherwise', (_where, rows) => {
  const { items, merged, quarantined } = readRows(...rows)
  expect(items).toMatchObject([
    { name: 'TOOR DAL 10X4LB', category: 'Grain Market', price: '42.50', stockQuantity: 12, featured: true },
  ])
  expect(merged).toEqual([{ row: 3, itemCode: '10001', reason: 'merged with row 2' }])
  expect(quarantined).toEqual([])
})

test('a main page row alone is a featured product of its own', () => {
  expect(readOne(mainPageRow)).toMatchObject({ name: 'TOOR DAL SPECIAL', featured: true })
})

test('a main page row between two sheet rows does not hide that they contradict each other', () => {
  const { items, merged, quarantined } = readRows(sheetRow, mainPageRow, sheetRow.replace('42.50', '43.50'))
  expect(items).toMatchObject([{ price: '42.50', featured: true }])
  expect(merged).toMatchObject([{ row: 3 }])
  expect(quarantined).toMatchObject([{ row: 4 }])
})

test('an exact repeat is one product', () => {
  const { items, merged, quarantined } = readRows(GOOD, GOOD)
  expect(items).toHaveLength(1)
  expect(merged).toEqual([{ row: 3, itemCode: '10001', reason: 'merged with row 2' }])
  expect(quarantined).toEqual([])
})

test('a repeat that says something else is quarantined and the first row stands', () => {
  const { items, merged, quarantined } = readRows(GOOD, GOOD.replace('42.50', '43.50'))
  expect(items).toMatchObject([{ price: '42.50' }])
  expect(merged).toEqual([])
  expect(quarantined).toEqual([{ row: 3, itemCode: '10001', reason: 'item 10001 stands otherwise in row 2' }])
})

test('a row without stock information is not tracked, whatever its stock cell says', () => {
  expect(readOne('1,DAL,Grain,GRAIN,,,1.00,TRUE,FALSE').stockQuantity).toBeNull()
  expect(readOne('1,DAL,Grain,GRAIN,,0,1.00,TRUE,FALSE').stockQuantity).toBeNull()
  expect(readOne('1,DAL,Grain,GRAIN,,0,1.00,TRUE,TRUE').stockQuantity).toBe(0)
})

test('a row without pricing has its price on request', () => {
  expect(readOne('1,DAL,Grain,GRAIN,,1,,FALSE,TRUE').price).toBeNull()
})

test('fractional stock is floored without a note', () => {
  expect(readOne('1,DAL,Grain,GRAIN,,7.9,1.00,TRUE,TRUE')).toMatchObject({ stockQuantity: 7, note: null })
})

test('negative stock is read as none and noted', () => {
  const { items, adjusted } = readRows('1,DAL,Grain,GRAIN,,-1,1.00,TRUE,TRUE')
  expect(items).toMatchObject([{ stockQuantity: 0 }])
  expect(adjusted).toEqual([{ row: 2, itemCode: '1', reason: 'stock -1 was read as 0' }])
})

test('a price keeps its exact decimals', () => {
  expect(readOne('1,DAL,Grain,GRAIN,,1,9999.1,TRUE,TRUE').price).toBe('9999.10')
})

test('byte-order mark, Windows line ends and a missing last line end do not matter', () => {
  const plain = readRows(GOOD, sheetRow.replace('10001', '10002'))
  const windows = `\uFEFF${[HEADER, GOOD, sheetRow.replace('10001', '10002')].join('\r\n')}`
  expect(readCatalogue(windows)).toEqual(plain)
  expect(plain.items).toHaveLength(2)
})

test('columns may stand in another order and others are ignored', () => {
  const csv = [
    'remarks,has_stock_info,price,item_description,stock,item_number,sheet_source,has_pricing,product_category',
    'whatever,TRUE,42.50,TOOR DAL 10X4LB,12,10001,GRAIN,TRUE,Grain Market',
  ].join('\n')
  expect(readCatalogue(csv).items).toEqual([readOne(GOOD)])
})

test.each(['', ' \r\n '])('the empty file %j is refused', (csv) => {
  expect(refusalOf(csv)).toMatchObject({ kind: 'invalid', code: 'INVALID_CSV' })
  expect(refusalOf(csv).message).toContain('the file is empty')
})

test('missing columns are named', () => {
  const { code, message } = refusalOf(`${HEADER.replace(',stock,', ',').replace('item_number,', '')}\n`)
  expect(code).toBe('INVALID_CSV')
  expect(message).toContain('the header lacks item_number, stock.')
})

test('a quote that is never closed makes the file unreadable', () => {
  expect(refusalOf(`${HEADER}\n10001,"TOOR DAL,Grain Market,GRAIN,,12,42.50,TRUE,TRUE\n`).code).toBe('INVALID_CSV')
})

test('a row with too few cells makes the file unreadable', () => {
  expect(refusalOf(`${HEADER}\n10001,TOOR DAL\n`).code).toBe('INVALID_CSV')
})

test('a header alone is a catalogue without rows', () => {
  expect(readCatalogue(HEADER)).toEqual({ rows: 0, items: [], merged: [], quarantined: [], adjusted: [] })
})

const realCatalogue = new URL('../../../../../shared/data/CompleteCatalog.csv', import.meta.url)

test.skipIf(!existsSync(realCatalogue))('the real catalogue is read as its description says', () => {
  const { rows, items, quarantined, merged } = readCatalogue(readFileSync(realCatalogue, 'utf8'))
  expect({ rows, items: items.length, quarantined: quarantined.length, merged: merged.length }).toEqual({
    rows: 3869,
    items: 3694,
    quarantined: 158,
    merged: 17,
  })
  expect(new Set(quarantined.map((remark) => remark.reason))).toEqual(new Set(['there is no description']))
})
