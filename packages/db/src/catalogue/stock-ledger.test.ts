import { createTestDatabase, givenProduct, givenUser, seededNumbers } from '@desideliver/db/testing'
import { expect, test } from 'vitest'
import { newId } from '../ids.ts'
import { inTransaction } from '../transaction.ts'
import { MAX_STOCK, type StockStatement, changeStock } from './change-stock.ts'
import { getProductForUpdate } from './get-product-for-update.ts'
import { Product } from './product.entity.ts'
import { StockChange } from './stock-change.entity.ts'
import { returnStock, takeStock } from './take-stock.ts'

test('whatever happens to stock, each line of its ledger goes on from the one before', async () => {
  await using database = await createTestDatabase()
  const { em } = database.orm
  const by = await givenUser(em.fork())
  const { id } = await givenProduct(em.fork(), { stockQuantity: 50 })
  const random = seededNumbers(20260309)
  const lines = () => [{ productId: id, quantity: 1 + Math.floor(random() * 9) }]
  const say = (statement: StockStatement) =>
    inTransaction(em, async (tx) => {
      const product = await getProductForUpdate(tx, id)
      await changeStock(tx, product, { statement, reason: 'Test', by })
    })
  const cause = { orderId: newId(), by }
  const steps = [
    () => inTransaction(em, (tx) => takeStock(tx, lines(), cause)),
    () => inTransaction(em, (tx) => returnStock(tx, lines(), { kind: 'cancel', ...cause })),
    () => say({ delta: Math.floor(random() * 40) - 20 }),
    () => say({ counted: Math.floor(random() * 60) }),
    () => say({ tracked: false }),
  ]
  const codes = new Set<string>()
  for (let run = 0; run < 150; run++)
    await steps[Math.floor(random() * steps.length)]?.().catch((error: { code: string }) => {
      codes.add(error.code)
    })
  // The refusals were met on the way, too, and left no line.
  expect([...codes].toSorted()).toEqual(['NOT_ENOUGH_STOCK', 'OUT_OF_STOCK', 'STOCK_NOT_TRACKED'])
  const ledger = await em.fork().find(StockChange, { product: id }, { orderBy: { id: 'asc' } })
  expect(ledger.length).toBeGreaterThan(60)
  let stock = 50
  for (const { delta, balance } of ledger) expect(balance ?? 0).toBe((stock += delta))
  expect((await em.fork().findOneOrFail(Product, id)).stockQuantity).toBe(ledger.at(-1)?.balance)
})

test('stock never grows beyond what the column and a file can hold', async () => {
  await using database = await createTestDatabase()
  const { em } = database.orm
  const by = await givenUser(em.fork())
  const { id } = await givenProduct(em.fork(), { stockQuantity: MAX_STOCK })
  const add = inTransaction(em, async (tx) =>
    changeStock(tx, await getProductForUpdate(tx, id), { statement: { delta: 1 }, reason: null, by }),
  )
  await expect(add).rejects.toMatchObject({ kind: 'conflict', code: 'TOO_MUCH_STOCK' })
})

test('ids made by the database are of version 7, and later ones are greater', async () => {
  await using database = await createTestDatabase()
  const before = Date.now()
  const rows = await database.orm.em
    .fork()
    .execute<{ id: string }[]>('select uuid_v7() as id from generate_series(1, 50)')
  const ids = rows.map(({ id }) => id)
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  // The time they begin with is of now, give or take the two clocks.
  const made = Number.parseInt(ids[0]?.replace('-', '').slice(0, 12) ?? '', 16)
  expect(Math.abs(made - before)).toBeLessThan(60_000)
  expect(ids).toEqual(ids.toSorted())
})

test('a catalogue older than the ledger gets a line for what is there', async () => {
  await using database = await createTestDatabase()
  const { em, migrator } = database.orm
  await em.execute('drop schema public cascade; create schema public')
  await migrator.up({ to: 'M0003Search' })
  const category = newId()
  await em.execute(
    `insert into categories (id, name, slug, created_at, updated_at) values (?, 'A', 'a', now(), now())`,
    [category],
  )
  for (const [itemCode, stock] of Object.entries({ tracked: 7, untracked: null }))
    await em.execute(
      `insert into products (id, item_code, name, category_id, stock_quantity, created_at, updated_at)
       values (?, ?, 'X', ?, ?, now(), now())`,
      [newId(), itemCode, category, stock],
    )
  await migrator.up()
  const ledger = await em.fork().find(StockChange, {}, { populate: ['product'] })
  expect(ledger).toMatchObject([
    { kind: 'opening', delta: 7, balance: 7, changedBy: null, product: { itemCode: 'tracked' } },
  ])
})
