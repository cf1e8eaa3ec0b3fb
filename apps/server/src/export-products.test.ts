import { Product } from '@desideliver/db'
import { givenCategory, givenProduct } from '@desideliver/db/testing'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sent, type TestServer, startTestServer } from '../testing/test-server.ts'

let server: TestServer
let token: string

beforeAll(async () => {
  server = await startTestServer({ RATE_LIMITS: 'off' })
  token = await server.signIn('staff')
}, 60_000)
afterAll(() => server.close())

const exported = async (): Promise<string> => {
  const { body } = await server.rest<never>('GET', '/api/products/export-csv', { token })
  return body
}

const post = (path: string, raw: NonNullable<Sent['raw']>) =>
  server.rest('POST', `/api/products/import${path}`, { token, raw, headers: { 'content-type': 'text/csv' } })

test('what is exported imports back unchanged, whatever the names look like', async () => {
  const em = server.orm.em.fork()
  const category = await givenCategory(em, 'Oils, "Ghee" & More')
  const names = [
    '=SUM(A1) OIL 4X1L',
    '+1 OIL',
    '-2 OIL',
    '@OIL',
    "'QUOTED' OIL",
    "'=OIL",
    'OIL "BEST", 5L',
    'తెల్ల నూనె 😀',
  ]
  for (const name of names) await givenProduct(em, { name, category, unitSize: '1.500', unit: 'l' })
  await givenProduct(em, {
    name: 'BARE',
    description: 'Two\nlines',
    price: null,
    stockQuantity: null,
    active: false,
    unitsPerCase: null,
    unitSize: null,
    unit: null,
  })
  const csv = await exported()
  expect(csv.split('\r\n').filter((line) => /(^|,)"?[=+@-]/.test(line))).toEqual([])
  const total = await em.count(Product)
  expect((await post('?dryRun=true', csv)).body.changes).toEqual([])
  await post('', csv)
  const before = await server.readDatabase()
  expect(await post('', csv)).toMatchObject({
    status: 200,
    body: { rows: total, created: 0, updated: 0, unchanged: total, quarantined: 0, merged: 0 },
  })
  expect(await server.readDatabase()).toEqual(before)
})

test('a catalogue of several pages comes whole, by REST as one file and by tRPC in parts', async () => {
  const em = server.orm.em.fork()
  const category = await givenCategory(em, 'Bulk rows')
  await em.execute(
    `insert into products (id, item_code, name, category_id, created_at, updated_at)
     select uuid_v7(), 'BULK-' || n, 'BULK ITEM ' || n, ?, now(), now() from generate_series(1, 4500) as n`,
    [category.id],
  )
  const answer = await fetch(`${server.url}/api/products/export-csv`, { headers: { authorization: `Bearer ${token}` } })
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="DesiDeliver_Products_\d{8}\.csv"/)
  const file = await answer.text()
  const codes = parse<{ item_code: string }>(file, { columns: true }).map((row) => row.item_code)
  expect(new Set(codes).size).toBe(await em.count(Product))
  let parts = ''
  let cursor: string | undefined
  do {
    const { data } = await server.trpc<{ csv: string; nextCursor: string | null }>('query', 'products.export', {
      token,
      body: { cursor },
    })
    parts += data.csv
    cursor = data.nextCursor ?? undefined
  } while (cursor)
  expect(parts).toBe(file)
})

test('only staff export, and a made-up cursor is refused before the first byte', async () => {
  const path = '/api/products/export-csv'
  expect((await server.rest('GET', path)).status).toBe(401)
  expect((await server.rest('GET', path, { token: await server.signIn('customer') })).status).toBe(403)
  expect(await server.rest('GET', `${path}?cursor=abc`, { token })).toMatchObject({
    status: 400,
    body: { code: 'INVALID_CURSOR' },
  })
})

test('the report of a file tells row by row what would become of it, and stores nothing', async () => {
  const product = await givenProduct(server.orm.em.fork(), { itemCode: 'REP-1', name: 'REPORTED', price: '10.00' })
  const before = await server.readDatabase()
  const { body, headers } = await server.rest<never>('POST', '/api/products/import/report', {
    token,
    headers: { 'content-type': 'text/csv' },
    raw: 'code,price\nREP-1,12.50\nNOBODY,1.00\nREP-1,12.50\n=1+1,1.00\n',
  })
  expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
  const unknown = 'no product has this item code, and to create one the file needs its name and category'
  expect(parse(body)).toEqual([
    ['Row', 'Item Code', 'Result', 'Field', 'From', 'To', 'Reason'],
    ['2', product.itemCode, 'changed', 'price', '10.00', '12.50', ''],
    ['3', 'NOBODY', 'quarantined', '', '', '', unknown],
    ['4', 'REP-1', 'merged', '', '', '', 'merged with row 2'],
    ['5', "'=1+1", 'quarantined', '', '', '', unknown],
  ])
  expect(await server.readDatabase()).toEqual(before)
})

test('a file is not read before it is known who sends it, nor further than it may be long', async () => {
  const large = new Uint8Array(33 * 1024 * 1024).fill(65)
  expect((await post('', large)).body).toMatchObject({ code: 'BODY_TOO_LARGE' })
  const stranger = await server.rest('POST', '/api/products/import', {
    raw: 'code,price\n',
    headers: { 'content-type': 'text/csv' },
  })
  expect(stranger.status).toBe(401)
})
