import { AuditEntry, StockChange, newId } from '@desideliver/db'
import { createTestDatabase, givenCart, givenOrder, givenProduct, givenUser } from '@desideliver/db/testing'
import { expect, test } from 'vitest'
import { startTestApp } from '../testing/test-app.ts'
import { DEMO_PASSWORD, demoEmail, seedDemo } from './seed.ts'

/** The app over a database that counts what it is asked. */
async function givenCountingApp() {
  const opened = new AsyncDisposableStack()
  const database = opened.use(await createTestDatabase())
  await seedDemo(database.url)
  const { url } = opened.use(await startTestApp({ databaseUrl: database.url, orm: database.orm }))
  const login = await fetch(`${url}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: demoEmail('staff'), password: DEMO_PASSWORD }),
  })
  const { token } = (await login.json()) as { token: string }
  /** @returns rows of the page, and the statements it took */
  const list = async (path: string): Promise<{ rows: number; queries: number }> => {
    const before = database.queries.length
    const answer = await fetch(`${url}/api${path}${path.includes('?') ? '&' : '?'}limit=100`, {
      headers: { authorization: `Bearer ${token}` },
    })
    const { items } = (await answer.json()) as { items: unknown[] }
    return { rows: items.length, queries: database.queries.length - before }
  }
  return { em: () => database.orm.em.fork(), list, [Symbol.asyncDispose]: () => opened.disposeAsync() }
}

test('a list of users takes no more queries for forty rows than for three', async () => {
  await using app = await givenCountingApp()
  const few = await app.list('/users')
  const em = app.em()
  for (let i = 0; i < 37; i++) await givenUser(em)
  expect(few.rows).toBe(3)
  expect(few.queries).toBeGreaterThan(0)
  expect(await app.list('/users')).toEqual({ rows: 40, queries: few.queries })
})

test('a list of changes takes no more queries for forty rows of forty people than for one', async () => {
  await using app = await givenCountingApp()
  const em = app.em()
  const addEntry = async (): Promise<void> => {
    const actor = await givenUser(em, { role: 'staff' })
    const change = { action: 'test.touch', objectType: 'thing', objectId: newId(), before: null, after: null }
    em.create(AuditEntry, { actor, ...change, requestId: newId(), createdAt: new Date() })
    await em.flush()
  }
  await addEntry()
  const one = await app.list('/audit')
  for (let i = 0; i < 39; i++) await addEntry()
  expect(one.rows).toBe(1)
  expect(await app.list('/audit')).toEqual({ rows: 40, queries: one.queries })
})

test('a ledger, what runs out, all carts and all categories take no more queries for many rows than for few', async () => {
  await using app = await givenCountingApp()
  const em = app.em()
  const product = await givenProduct(em, { stockQuantity: 0 })
  const customer = await givenUser(em)
  const addRows = async (): Promise<void> => {
    const low = await givenProduct(em, { stockQuantity: 1 })
    const order = await givenOrder(em, customer, [{ product: low, quantity: 1 }])
    const details = { delta: 1, balance: 1, reason: null, orderId: order.id }
    em.create(StockChange, { product, kind: 'order', changedBy: await givenUser(em), ...details })
    await givenCart(em, await givenUser(em), [{ product: low, quantity: 1 }])
  }
  const paths = [`/products/${product.id}/stock-changes`, '/products/low-stock', '/carts', '/categories/all']
  await addRows()
  const few = []
  for (const path of paths) few.push(await app.list(path))
  for (let i = 0; i < 19; i++) await addRows()
  for (const [index, path] of paths.entries()) {
    const many = await app.list(path)
    expect(many.rows).toBeGreaterThanOrEqual((few[index]?.rows ?? 0) + 19)
    expect(many.queries).toBe(few[index]?.queries)
  }
})

test('lists of orders and their figures take no more queries for many rows than for few', async () => {
  await using app = await givenCountingApp()
  const em = app.em()
  const addOrder = async (): Promise<void> => {
    const line = { product: await givenProduct(em), quantity: 1 }
    await givenOrder(em, await givenUser(em), [line])
  }
  const paths = ['/orders/staff', '/orders/staff?sort=urgent&counts=true', '/orders/staff?search=meera']
  await addOrder()
  const few = []
  for (const path of paths) few.push(await app.list(path))
  for (let i = 0; i < 19; i++) await addOrder()
  for (const [index, path] of paths.entries()) {
    expect(few[index]?.rows).toBe(1)
    expect(await app.list(path)).toEqual({ rows: 20, queries: few[index]?.queries })
  }
})
