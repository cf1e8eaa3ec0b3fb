import type { EntityManager } from '@mikro-orm/postgresql'
import { createTestDatabase, givenOrder, givenProduct, givenUser } from '@desideliver/db/testing'
import { sql } from 'kysely'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { OrderLine } from '../../orders/order.entity.ts'
import { inTransaction } from '../../transaction.ts'
import { Category } from '../category.entity.ts'
import { importCatalogue } from './import-catalogue.ts'
import type { ImportReport } from './report-import.ts'
import { newId } from '../../ids.ts'
import { Product } from '../product.entity.ts'
import { searchProducts } from '../search/search-products.ts'
import { takeStock } from '../take-stock.ts'

const database = await createTestDatabase()
afterAll(() => database[Symbol.asyncDispose]())

beforeEach(() => database.orm.em.fork().execute('truncate products, categories, orders, stock_changes cascade'))

const HEADER = 'item_number,item_description,product_category,sheet_source,order,stock,price,has_pricing,has_stock_info'
const DAL = '10001,DECCAN TOOR DAL 10X4LB,Grain Market,GRAIN,,12,42.50,TRUE,TRUE'
const RICE = '10002,BASMATI RICE 4X10LB,Grain Market,MAIN PAGE,,,,FALSE,FALSE'
const SOAP = '10003,NEEM SOAP 12X6X125G,Household,HOME,,7.5,3.00,TRUE,TRUE'

const sheetOf = (...rows: string[]): string => [HEADER, ...rows].join('\r\n')

const importSheet = (em: EntityManager, csv: string, dryRun = false): Promise<ImportReport> =>
  inTransaction(em, (tx) => importCatalogue(tx, csv, { dryRun, by: null }))

const productOf = (itemCode: string): Promise<Product> =>
  database.orm.em.fork().findOneOrFail(Product, { itemCode }, { populate: ['category'] })

test('an import into an empty catalogue creates its products and each category once', async () => {
  const result = await importSheet(database.orm.em, sheetOf(DAL, RICE, SOAP))
  expect(result).toEqual({
    rows: 3,
    created: 3,
    updated: 0,
    unchanged: 0,
    merged: 0,
    quarantined: 0,
    issues: [],
    notes: [],
    changes: null,
  })
  expect(await productOf('10001')).toMatchObject({
    name: 'DECCAN TOOR DAL 10X4LB',
    brand: 'Deccan',
    price: '42.50',
    stockQuantity: 12,
    featured: false,
    unitsPerCase: 10,
    unitSize: '4.000',
    unit: 'lb',
    active: true,
    version: 1,
    category: expect.objectContaining({ name: 'Grain Market', slug: 'grain-market' }),
  })
  expect(await productOf('10002')).toMatchObject({ price: null, stockQuantity: null, featured: true })
  expect(await productOf('10003')).toMatchObject({ stockQuantity: 7 })
  expect(await database.orm.em.fork().count(Category)).toBe(2)
})

test('categories that differ only in case and marks are one', async () => {
  await importSheet(database.orm.em, sheetOf(DAL, RICE.replace('Grain Market', 'GRAIN  MARKET')))
  expect(await database.orm.em.fork().find(Category, {})).toMatchObject([{ slug: 'grain-market' }])
})

test('importing twice changes nothing the second time', async () => {
  await importSheet(database.orm.em, sheetOf(DAL, RICE, SOAP))
  const before = await database.orm.em.fork().find(Product, {}, { orderBy: { itemCode: 'asc' } })
  const result = await importSheet(database.orm.em, sheetOf(DAL, RICE, SOAP))
  expect(result).toMatchObject({ created: 0, updated: 0, unchanged: 3 })
  const after = await database.orm.em.fork().find(Product, {}, { orderBy: { itemCode: 'asc' } })
  expect(after.map((product) => [product.id, product.version, product.updatedAt])).toEqual(
    before.map((product) => [product.id, 1, product.updatedAt]),
  )
})

test('a changed row updates its product alone and raises its version', async () => {
  await importSheet(database.orm.em, sheetOf(DAL, RICE))
  const { id } = await productOf('10001')
  const changed = sheetOf(DAL.replace('42.50', '44.00').replace('Grain Market', 'Lentils'), RICE)
  expect(await importSheet(database.orm.em, changed)).toMatchObject({ created: 0, updated: 1, unchanged: 1 })
  expect(await productOf('10001')).toMatchObject({
    id,
    price: '44.00',
    version: 2,
    category: expect.objectContaining({ slug: 'lentils' }),
  })
  expect(await productOf('10002')).toMatchObject({ version: 1 })
})

test.each([
  ['price', DAL.replace(',42.50,TRUE,', ',,FALSE,'), { price: null }],
  ['stock', DAL.replace(',12,42.50,TRUE,TRUE', ',12,42.50,TRUE,FALSE'), { stockQuantity: null }],
  ['pack', DAL.replace(' 10X4LB', ''), { unitsPerCase: null, unitSize: null, unit: null }],
])('a %s that the file no longer knows becomes unknown', async (_what, row, expected) => {
  await importSheet(database.orm.em, sheetOf(DAL))
  expect(await importSheet(database.orm.em, sheetOf(row))).toMatchObject({ updated: 1 })
  expect(await productOf('10001')).toMatchObject(expected)
})

test('a dry run counts what an import would do and stores nothing', async () => {
  await importSheet(database.orm.em, sheetOf(DAL, RICE))
  const changed = sheetOf(DAL.replace('42.50', '44.00'), RICE, SOAP, SOAP, '10004,,Household,HOME,,,,FALSE,FALSE')
  const foreseen = await importSheet(database.orm.em, changed, true)
  expect(foreseen).toMatchObject({ rows: 5, created: 1, updated: 1, unchanged: 1, merged: 1, quarantined: 1 })
  expect(await productOf('10001')).toMatchObject({ price: '42.50', version: 1 })
  expect(await database.orm.em.fork().count(Product)).toBe(2)
  expect(await database.orm.em.fork().count(Category)).toBe(1)
  expect(await importSheet(database.orm.em, changed)).toEqual({ ...foreseen, changes: null })
})

test('an archived product stays archived', async () => {
  await givenProduct(database.orm.em.fork(), { itemCode: '10001', active: false })
  await importSheet(database.orm.em, sheetOf(DAL))
  expect(await productOf('10001')).toMatchObject({ active: false, price: '42.50', stockQuantity: 12 })
})

test('what staff have set stays: featured, brand, description, minimum and multiple', async () => {
  const chosen = { featured: true, brand: 'House', description: 'Best dal', minOrderQuantity: 5, orderMultiple: 5 }
  await givenProduct(database.orm.em.fork(), { itemCode: '10001', ...chosen })
  await importSheet(database.orm.em, sheetOf(DAL.replace('DECCAN ', '')))
  expect(await productOf('10001')).toMatchObject({ ...chosen, stockQuantity: 12 })
})

test('products that the file leaves out stay as they are', async () => {
  await importSheet(database.orm.em, sheetOf(DAL, SOAP))
  expect(await importSheet(database.orm.em, sheetOf(DAL))).toMatchObject({ rows: 1, updated: 0, unchanged: 1 })
  expect(await productOf('10003')).toMatchObject({ active: true, stockQuantity: 7, version: 1 })
})

test('of two imports at once one is refused, and may come again', async () => {
  const imported = Promise.withResolvers<void>()
  const release = Promise.withResolvers<void>()
  const first = inTransaction(database.orm.em, async (em) => {
    const result = await importCatalogue(em, sheetOf(DAL), { dryRun: false, by: null })
    imported.resolve()
    await release.promise
    return result
  })
  await Promise.race([imported.promise, first])
  await expect(importSheet(database.orm.em, sheetOf(SOAP))).rejects.toMatchObject({
    kind: 'conflict',
    code: 'IMPORT_RUNNING',
  })
  release.resolve()
  expect(await first).toMatchObject({ created: 1 })
  expect(await importSheet(database.orm.em, sheetOf(SOAP))).toMatchObject({ created: 1 })
})

test('the lines of an order do not change with the catalogue', async () => {
  const em = database.orm.em.fork()
  const product = await givenProduct(em, { itemCode: '10001', name: 'OLD NAME', price: '10.00' })
  const order = await givenOrder(em, await givenUser(em), [{ product, quantity: 3 }])
  expect(await importSheet(database.orm.em, sheetOf(DAL))).toMatchObject({ updated: 1 })
  expect(await database.orm.em.fork().find(OrderLine, { order: order.id })).toMatchObject([
    { itemCode: '10001', name: 'OLD NAME', price: '10.00', category: 'Grain Market', quantity: 3 },
  ])
})

test('a statement that fails half-way leaves nothing of the import', async () => {
  await importSheet(database.orm.em, sheetOf(DAL))
  const db = database.orm.em.fork().getKysely()
  await sql`
    create function refuse_soap() returns trigger language plpgsql as
    $$ begin if new.item_code = '10003' then raise exception 'no soap'; end if; return new; end $$
  `.execute(db)
  await sql`create trigger refuse before insert on products for each row execute function refuse_soap()`.execute(db)
  const changed = sheetOf(DAL.replace('42.50', '44.00'), RICE, SOAP)
  await expect(importSheet(database.orm.em, changed)).rejects.toThrow('no soap')
  await sql`drop function refuse_soap cascade`.execute(db)
  expect(await productOf('10001')).toMatchObject({ price: '42.50', version: 1 })
  expect(await database.orm.em.fork().count(Product)).toBe(1)
  expect(await database.orm.em.fork().count(Category)).toBe(1)
})

test('an unreadable file changes nothing and says so', async () => {
  await expect(importSheet(database.orm.em, 'a,b\n1,2\n')).rejects.toMatchObject({ code: 'INVALID_CSV' })
  expect(await database.orm.em.fork().count(Product)).toBe(0)
})

test('a dry run shows each change field by field', async () => {
  await importSheet(database.orm.em, sheetOf(DAL, RICE))
  const { changes } = await importSheet(
    database.orm.em,
    sheetOf(DAL.replace(',12,42.50,', ',9,44.00,'), RICE, SOAP),
    true,
  )
  expect(changes).toEqual([
    {
      row: 2,
      itemCode: '10001',
      action: 'update',
      fields: [
        { field: 'price', from: '42.50', to: '44.00' },
        { field: 'stock_quantity', from: '12', to: '9' },
      ],
    },
    { row: 4, itemCode: '10003', action: 'create', fields: [] },
  ])
})

test('a file of codes and prices changes the prices alone, and a code nobody knows is quarantined', async () => {
  await importSheet(database.orm.em, sheetOf(DAL, SOAP))
  const before = await productOf('10001')
  expect(await importSheet(database.orm.em, 'code,price\n10001,50\n10003,\nX-1,3.00\n')).toMatchObject({
    rows: 3,
    created: 0,
    updated: 2,
    quarantined: 1,
    issues: [{ row: 4, itemCode: 'X-1', reason: expect.stringContaining('no product has this item code') }],
  })
  const { price, name, stockQuantity, brand, unit } = await productOf('10001')
  expect({ price, name, stockQuantity, brand, unit }).toEqual({
    price: '50.00',
    name: before.name,
    stockQuantity: before.stockQuantity,
    brand: before.brand,
    unit: before.unit,
  })
  expect(await productOf('10003')).toMatchObject({ price: null, stockQuantity: 7 })
})

test('a pack and brand that staff have given stay until the name is another', async () => {
  await importSheet(database.orm.em, sheetOf(DAL))
  await database.orm.em.fork().nativeUpdate(Product, { itemCode: '10001' }, { unitsPerCase: 7, brand: 'House' })
  expect(await importSheet(database.orm.em, sheetOf(DAL))).toMatchObject({ unchanged: 1 })
  await importSheet(database.orm.em, sheetOf(DAL.replace('10X4LB', '12X4LB')))
  expect(await productOf('10001')).toMatchObject({ unitsPerCase: 12, brand: 'Deccan' })
})

test('nothing new comes into a category that is off sale', async () => {
  await importSheet(database.orm.em, sheetOf(DAL))
  await database.orm.em.fork().nativeUpdate(Category, { slug: 'grain-market' }, { active: false })
  const file = sheetOf(DAL.replace('42.50', '43.00'), RICE)
  expect(await importSheet(database.orm.em, file)).toMatchObject({
    created: 0,
    updated: 1,
    quarantined: 1,
    issues: [{ row: 3, reason: 'the category Grain Market is archived: restore it first' }],
  })
})

test('every case an import brings or takes stands in the ledger', async () => {
  await importSheet(database.orm.em, sheetOf(DAL, RICE, SOAP))
  await importSheet(
    database.orm.em,
    sheetOf(DAL.replace(',12,', ',5,'), RICE.replace(',,,FALSE,FALSE', ',4,,FALSE,TRUE')),
  )
  const ledger = await database.orm.em
    .fork()
    .execute<{ code: string; deltas: number[]; balance: number; stock: number }[]>(
      `select item_code as code, array_agg(delta order by stock_changes.id) as deltas, sum(delta)::int as balance,
       min(stock_quantity) as stock
     from stock_changes join products on products.id = product_id group by item_code order by item_code`,
    )
  expect(ledger).toEqual([
    { code: '10001', deltas: [12, -7], balance: 5, stock: 5 },
    { code: '10002', deltas: [4], balance: 4, stock: 4 },
    { code: '10003', deltas: [7], balance: 7, stock: 7 },
  ])
})

test('what is sold while a file is imported is taken off what the file says, and told', async () => {
  await importSheet(database.orm.em, sheetOf(DAL, SOAP))
  const { id } = await productOf('10001')
  const buyer = await givenUser(database.orm.em.fork())
  const { promise: blocked, resolve: letGo } = Promise.withResolvers<void>()
  const selling = inTransaction(database.orm.em, async (em) => {
    await takeStock(em, [{ productId: id, quantity: 3 }], { orderId: newId(), by: buyer })
    importing = importSheet(database.orm.em, sheetOf(DAL.replace(',12,', ',40,')))
    await blocked
  })
  let importing: Promise<ImportReport> | undefined
  await vi.waitUntil(async () => {
    const waiting = await database.orm.em
      .fork()
      .execute<{ n: number }[]>(
        `select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      )
    return (waiting[0]?.n ?? 0) > 0
  })
  letGo()
  await selling
  expect((await importing)?.notes).toEqual([
    { row: 2, itemCode: '10001', reason: 'stock moved by -3 while the file was imported: 37 was stored, not 40' },
  ])
  expect(await productOf('10001')).toMatchObject({ stockQuantity: 37 })
})

test('a word of a name that was mended is taken for the one that it was meant to be', async () => {
  await importSheet(database.orm.em, sheetOf(RICE.replace('BASMATI', 'BESMETI'), DAL))
  await importSheet(database.orm.em, sheetOf(RICE, DAL))
  const { hits } = await searchProducts(database.orm.em.fork(), { query: 'besmeti' })
  expect(hits).toMatchObject([{ id: (await productOf('10002')).id }])
})
