import { gzipSync } from 'node:zlib'
import { Product } from '@desideliver/db'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sent, type TestServer, startTestServer } from '../testing/test-server.ts'

const header = 'item_number,item_description,product_category,sheet_source,order,stock,price,has_pricing,has_stock_info'

let server: TestServer
let token: string

beforeAll(async () => {
  server = await startTestServer()
  token = await server.signIn('staff')
})

afterAll(() => server.close())

const importCsv = (raw: NonNullable<Sent['raw']>, query = '', type = 'text/csv') =>
  server.rest('POST', `/api/products/import${query}`, { token, raw, headers: { 'content-type': type } })

const file = (...rows: string[]): string => [header, ...rows, ''].join('\r\n')

test('a file creates and updates products, and a second time changes nothing', async () => {
  const csv = file(
    'N-1,NEW DAL 4X10LB,Grain Market,GRAIN,,5,12.50,TRUE,TRUE',
    'N-2,NEW ATTA 20LB,Grain Market,GRAIN,,,,FALSE,FALSE',
  )
  expect(await importCsv(csv)).toMatchObject({
    status: 200,
    body: { rows: 2, created: 2, updated: 0, unchanged: 0, quarantined: 0, issues: [] },
  })
  expect((await server.rest('GET', '/api/products/N-1')).body).toMatchObject({
    price: '12.50',
    stockQuantity: 5,
    availability: 'low_stock',
  })
  expect((await server.rest('GET', '/api/products/N-2')).body).toMatchObject({
    price: null,
    stockQuantity: null,
    availability: 'confirm_on_order',
  })
  const before = await server.readDatabase()
  expect(await importCsv(csv)).toMatchObject({ status: 200, body: { created: 0, updated: 0, unchanged: 2 } })
  expect(await server.readDatabase()).toEqual(before)
  expect(await importCsv(csv.replace('12.50', '13.00'))).toMatchObject({
    body: { created: 0, updated: 1, unchanged: 1 },
  })
})

test('a dry run says what would be and stores nothing', async () => {
  const before = await server.readDatabase()
  const csv = file('D-1,DRY DAL 4X10LB,A Category Nobody Has,GRAIN,,5,12.50,TRUE,TRUE')
  expect(await importCsv(csv, '?dryRun=true', 'text/csv; charset=utf-8')).toMatchObject({
    status: 200,
    body: { rows: 1, created: 1 },
  })
  expect(await server.readDatabase()).toEqual(before)
  expect(await importCsv(csv, '?dryRun=1')).toMatchObject({ status: 400, body: { issues: [{ path: 'dryRun' }] } })
})

test('rows without a description, and rows that contradict each other, are reported by their row', async () => {
  const answer = await importCsv(
    file(
      'Q-1,,Grain Market,GRAIN,,,,FALSE,FALSE',
      'Q-2,URAD DAL 4X10LB,Grain Market,GRAIN,,,10.00,TRUE,FALSE',
      'Q-2,URAD DAL 4X10LB,Grain Market,GRAIN,,,10.00,TRUE,FALSE',
      'Q-3,MATAR DAL 4X10LB,Grain Market,GRAIN,,,10.00,TRUE,FALSE',
      'Q-3,MATAR DAL 4X10LB,Grain Market,GRAIN,,,11.00,TRUE,FALSE',
    ),
  )
  expect(answer).toMatchObject({
    status: 200,
    body: {
      rows: 5,
      created: 2,
      merged: 1,
      quarantined: 2,
      issues: [
        { row: 2, itemCode: 'Q-1', reason: expect.stringMatching(/description/) },
        { row: 6, itemCode: 'Q-3', reason: expect.stringContaining('row 5') },
      ],
      notes: [{ row: 4, itemCode: 'Q-2', reason: expect.stringContaining('row 3') }],
    },
  })
})

const row = 'B-1,BAD DAL 4X10LB,Grain Market,GRAIN,,5,12.50,TRUE,TRUE'

interface BadFile {
  raw: NonNullable<Sent['raw']>
  type?: string
  status?: number
  code?: string
}

const latin1 = Uint8Array.from(Buffer.from(file('B-1,PÂTÉ 4X10LB,Grain Market,GRAIN,,,,FALSE,FALSE'), 'latin1'))
const otherType = { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' }

test.each<[string, BadFile]>([
  ['that lacks a column', { raw: file(row).replace(',price', '') }],
  ['with a row that is too short', { raw: file(row, 'B-2,TOO SHORT') }],
  ['with a broken quote', { raw: file(row, '"B-2,NO END,Grain Market,GRAIN,,,,FALSE,FALSE') }],
  ['with a quote inside a cell', { raw: file('B-2,TRAY 12" DEEP,Grain Market,GRAIN,,,,FALSE,FALSE') }],
  ['in Latin-1', { raw: latin1, code: 'INVALID_ENCODING' }],
  ['that is empty', { raw: '' }],
  ['of white space', { raw: ' \r\n\r\n' }],
  ['that is no CSV', { raw: '\x7fELF\x02\x01' }],
  ['sent as JSON', { raw: JSON.stringify({ csv: file(row) }), type: 'application/json', ...otherType }],
  ['sent as plain text', { raw: file(row), type: 'text/plain', ...otherType }],
])('a file %s is refused whole', async (_name, { raw, type = 'text/csv', status = 400, code = 'INVALID_CSV' }) => {
  const before = await server.readDatabase()
  const answer = await importCsv(raw, '', type)
  expect(answer).toMatchObject({ status, body: { code, requestId: answer.headers.get('x-request-id') } })
  expect(await server.readDatabase()).toEqual(before)
})

test.each([
  ['a NUL', 'H-1,BAD\0DAL,Grain Market,GRAIN,,5,12.50,TRUE,TRUE'],
  ['a price that is none', 'H-1,BAD DAL,Grain Market,GRAIN,,5,abc,TRUE,TRUE'],
  ['a negative price', 'H-1,BAD DAL,Grain Market,GRAIN,,5,-1,TRUE,TRUE'],
  ['an endless price', 'H-1,BAD DAL,Grain Market,GRAIN,,5,1e99,TRUE,TRUE'],
  ['stock that is none', 'H-1,BAD DAL,Grain Market,GRAIN,,many,1.00,TRUE,TRUE'],
  ['a negative stock', 'H-1,BAD DAL,Grain Market,GRAIN,,-5,1.00,TRUE,TRUE'],
  ['an endless stock', 'H-1,BAD DAL,Grain Market,GRAIN,,99999999999,1.00,TRUE,TRUE'],
  ['an endless item code', `${'H'.repeat(5_000)},BAD DAL,Grain Market,GRAIN,,5,1.00,TRUE,TRUE`],
  ['an endless name', `H-1,${'X'.repeat(20_000)},Grain Market,GRAIN,,5,1.00,TRUE,TRUE`],
  ['a category of signs', 'H-1,BAD DAL,!!!,GRAIN,,5,1.00,TRUE,TRUE'],
  ['no item code', ',BAD DAL,Grain Market,GRAIN,,5,1.00,TRUE,TRUE'],
])('a row with %s does not stop the others, and is remarked on', async (_name, bad) => {
  const answer = await importCsv(
    file(bad, 'H-OK,GOOD DAL 4X10LB,Grain Market,GRAIN,,5,12.50,TRUE,TRUE'),
    '?dryRun=true',
  )
  expect(answer).toMatchObject({ status: 200, body: { rows: 2 } })
  expect([answer.body.issues, answer.body.notes].flat()).toMatchObject([{ row: 2 }])
})

test('a file of another order of columns, with a byte-order mark and a column more, is read', async () => {
  const csv =
    `\uFEFFprice,extra,${header.replace(',price', '')}\nX,x,O-1,ORDER DAL 4X10LB,Grain Market,GRAIN,,5,TRUE,TRUE\n`.replace(
      '\nX,',
      '\n9.75,',
    )
  expect(await importCsv(csv)).toMatchObject({ status: 200, body: { created: 1, quarantined: 0 } })
  expect((await server.rest('GET', '/api/products/O-1')).body).toMatchObject({ price: '9.75' })
})

/** 300 new products, with codes from `P-<from>`. */
const newProducts = (from: number): string =>
  file(
    ...Array.from(
      { length: 300 },
      (_, i) => `P-${from + i},DAL ${from + i} 4X10LB,Grain Market,GRAIN,,5,1.00,TRUE,TRUE`,
    ),
  )

test('two imports at once take turns, or the second is told to wait; none is lost', async () => {
  const answers = await Promise.all([importCsv(newProducts(0)), importCsv(newProducts(1_000))])
  const stored = answers.filter(({ status }) => status === 200).length
  const refusals = answers
    .filter(({ status }) => status !== 200)
    .map(({ status, body }) => `${status} ${String(body.code)}`)
  expect(refusals).toEqual(refusals.map(() => '409 IMPORT_RUNNING'))
  expect(stored).toBeGreaterThan(0)
  expect(await server.orm.em.fork().count(Product, { itemCode: { $like: 'P-%' } })).toBe(stored * 300)
})

test('a catalogue is larger than other bodies may be, and 10,000 rows are taken', async () => {
  const rows = Array.from(
    { length: 10_000 },
    (_, i) => `L-${i},LARGE DAL ${i} 4X10LB,Grain Market,GRAIN,,5,1.00,TRUE,TRUE`,
  )
  expect(await importCsv(file(...rows), '?dryRun=true')).toMatchObject({
    status: 200,
    body: { rows: 10_000, created: 10_000 },
  })
})

test('a packed file is refused before anything of it is unpacked', async () => {
  const headers = { 'content-type': 'text/csv', 'content-encoding': 'gzip' }
  const raw = gzipSync(Buffer.alloc(1_000_000))
  expect(await server.rest('POST', '/api/products/import', { token, raw, headers })).toMatchObject({
    status: 415,
    body: { code: 'UNSUPPORTED_MEDIA_TYPE', message: 'Send the body as it is, not as gzip.' },
  })
})
