import type { EntityManager } from '@mikro-orm/postgresql'
import { createTestDatabase, givenCart, givenProduct, givenUser } from '@desideliver/db/testing'
import { afterAll, expect, test } from 'vitest'
import { Product } from '../catalogue/product.entity.ts'
import { MAX_QUANTITY } from '../catalogue/product.entity.ts'
import { sumLines } from '../money.ts'
import { inTransaction } from '../transaction.ts'
import { addToCart } from './add-to-cart.ts'
import { Cart, CartLine } from './cart.entity.ts'
import { MAX_CART_LINES } from './cart.errors.ts'
import { getCart, getCartForUpdate } from './get-cart.ts'
import { findChanges } from './seen-product.ts'

const database = await createTestDatabase()
afterAll(() => database[Symbol.asyncDispose]())
const { em } = database.orm

interface Wanted {
  product: Product
  quantity: number
}

const add = (customer: { id: string }, wanted: Wanted[]) =>
  inTransaction(em, async (tx) => addToCart(tx, await getCartForUpdate(tx, customer.id), wanted))

const linesOf = async (customer: { id: string }) => (await getCart(em.fork(), customer.id)).lines.getItems()

async function givenProducts(setup: EntityManager, count: number): Promise<Product[]> {
  const first = await givenProduct(setup)
  const others = Array.from({ length: count - 1 }, (_, index) =>
    setup.create(Product, {
      itemCode: `${first.itemCode}-${index}`,
      name: first.name,
      category: first.category,
      brand: null,
      origin: null,
      unitsPerCase: null,
      unitSize: null,
      unit: null,
      price: '1.00',
      stockQuantity: null,
    }),
  )
  await setup.flush()
  return [first, ...others]
}

test('forty adds at once to a cart that is not there yet lose no case and make one cart with one line', async () => {
  const setup = em.fork()
  const [customer, product] = [await givenUser(setup), await givenProduct(setup, { stockQuantity: null })]
  await Promise.all(Array.from({ length: 40 }, (_, index) => add(customer, [{ product, quantity: 1 + (index % 2) }])))
  expect(await em.fork().count(Cart, { customer })).toBe(1)
  expect(await linesOf(customer)).toMatchObject([{ quantity: 60 }])
})

test('adds at once of many products in any order neither deadlock nor lose a case', async () => {
  const setup = em.fork()
  const [customer, products] = [await givenUser(setup), await givenProducts(setup, 10)]
  const wanted = products.map((product) => ({ product, quantity: 2 }))
  await Promise.all(Array.from({ length: 20 }, (_, index) => add(customer, index % 2 ? wanted.toReversed() : wanted)))
  expect((await linesOf(customer)).map(({ quantity }) => quantity)).toEqual(products.map(() => 40))
})

test('what can be ordered comes in as it was asked for, and for the rest it is said why not', async () => {
  const setup = em.fork()
  const customer = await givenUser(setup)
  const archived = await givenProduct(setup, { active: false })
  const scarce = await givenProduct(setup, { stockQuantity: 4 })
  const sixes = await givenProduct(setup, { minOrderQuantity: 6, orderMultiple: 6 })
  const fours = await givenProduct(setup, { orderMultiple: 4 })
  const fine = await givenProduct(setup)
  await givenCart(setup, customer, [{ product: scarce, quantity: 3 }])
  const obstacles = await add(customer, [
    { product: archived, quantity: 1 },
    { product: fine, quantity: 1 },
    { product: scarce, quantity: 2 },
    // Two lines of one product are judged as one.
    { product: sixes, quantity: 3 },
    { product: fours, quantity: 3 },
    { product: sixes, quantity: 3 },
  ])
  const codes = new Map([...obstacles].map(([id, { code }]) => [id, code]))
  expect(codes).toEqual(
    new Map([
      [archived.id, 'PRODUCT_ARCHIVED'],
      [scarce.id, 'OUT_OF_STOCK'],
      [fours.id, 'NOT_A_MULTIPLE'],
    ]),
  )
  expect((await linesOf(customer)).map(({ product, quantity }) => [product.id, quantity])).toEqual([
    [scarce.id, 3],
    [fine.id, 1],
    [sixes.id, 6],
  ])
  expect([...(await add(customer, [{ product: sixes, quantity: 0 - 3 }])).values()]).toMatchObject([
    { code: 'BELOW_MINIMUM' },
  ])
})

test('no sum overflows: a line ends at its most, a cart at its lines, and the dearest cart has an exact subtotal', async () => {
  const setup = em.fork()
  const customer = await givenUser(setup)
  const dearest = { price: '1000000.00', stockQuantity: null }
  const product = await givenProduct(setup, dearest)
  await add(customer, [{ product, quantity: MAX_QUANTITY }])
  const tooMany = (await add(customer, [{ product, quantity: 1 }])).get(product.id)
  expect(tooMany).toMatchObject({ code: 'QUANTITY_TOO_LARGE', message: expect.stringContaining('100000') })
  const products = await givenProducts(setup, MAX_CART_LINES)
  const obstacles = await add(
    customer,
    products.map((other) => ({ product: other, quantity: 1 })),
  )
  expect([...obstacles.values()].map(({ code }) => code)).toEqual(['CART_FULL'])
  expect([...obstacles.keys()]).toEqual([products.at(-1)?.id])
  expect(await linesOf(customer)).toHaveLength(MAX_CART_LINES)
  const full = Array.from({ length: MAX_CART_LINES }, () => ({ price: dearest.price, quantity: MAX_QUANTITY }))
  expect(sumLines(full)).toEqual({ totalQuantity: 50_000_000, subtotal: '50000000000000.00', unpricedLines: 0 })
})

test('adding takes as many queries for a hundred lines as for one, and so does reading', async () => {
  const setup = em.fork()
  const products = await givenProducts(setup, 101)
  const count = async (wanted: Wanted[]) => {
    const customer = await givenUser(em.fork())
    const before = database.queries.length
    await add(customer, wanted)
    const added = database.queries.length
    expect(await linesOf(customer)).toHaveLength(wanted.length)
    return [added - before, database.queries.length - added]
  }
  const wanted = products.map((product) => ({ product, quantity: 1 }))
  const few = await count(wanted.slice(0, 1))
  expect(await count(wanted.slice(1))).toEqual(few)
  expect(few.every((queries) => queries > 0 && queries < 8)).toBe(true)
})

test('a line tells what has changed since it came into the cart, and adding to it changes nothing of that', async () => {
  const setup = em.fork()
  const customer = await givenUser(setup)
  const product = await givenProduct(setup, { price: '42.50', stockQuantity: 100 })
  await add(customer, [{ product, quantity: 1 }])
  const changes = async () => {
    const [line] = await linesOf(customer)
    if (!line) throw new Error('The line is gone')
    return findChanges(line.seen, line.product)
  }
  expect(await changes()).toEqual([])
  Object.assign(product, { price: '45.00', name: 'TOOR DAL 10X4LB NEW', stockQuantity: 9, minOrderQuantity: 2 })
  await setup.flush()
  await add(customer, [{ product, quantity: 1 }])
  const told = [
    { field: 'price', from: '42.50', to: '45.00' },
    { field: 'name', from: 'TOOR DAL 10X4LB', to: 'TOOR DAL 10X4LB NEW' },
    { field: 'availability', from: 'in_stock', to: 'low_stock' },
    { field: 'minOrderQuantity', from: '1', to: '2' },
  ]
  expect(await changes()).toEqual(told)
  Object.assign(product, { price: null, active: false })
  await setup.flush()
  expect(await changes()).toEqual([
    { ...told[0], to: null },
    ...told.slice(1),
    { field: 'active', from: 'true', to: 'false' },
  ])
  expect(await em.fork().count(CartLine, { product })).toBe(1)
})
