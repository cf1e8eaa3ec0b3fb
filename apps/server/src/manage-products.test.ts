import { Category, Product } from '@desideliver/db'
import { givenCategory, givenOrder, givenProduct, givenUser } from '@desideliver/db/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServer, startTestServer } from '../testing/test-server.ts'

interface Dto extends Record<string, unknown> {
  id: string
  itemCode: string
  version: number
}

let server: TestServer
let staff: string
let category: Category

beforeAll(async () => {
  server = await startTestServer({ RATE_LIMITS: 'off' })
  staff = await server.signIn('staff')
  category = await givenCategory(em(), 'Test Shelf')
})

afterAll(() => server.close())

const em = () => server.orm.em.fork()

let codes = 0
const unusedCode = (): string => `MANAGE-${++codes}`

const call = <Body = Dto>(method: string, path: string, body?: unknown) =>
  server.rest<Body>(method, `/api${path}`, { token: staff, ...(method !== 'GET' && { body: body ?? {} }) })

const create = (details: object = {}) =>
  call('POST', '/products', { itemCode: unusedCode(), name: 'TOOR DAL 10X4LB', categoryId: category.id, ...details })

const auditOf = async (id: string) =>
  (await call<{ items: Record<string, unknown>[] }>('GET', `/audit?objectType=product&objectId=${id}`)).body.items

test('a new product has pack and brand from its name, and all that was said of it', async () => {
  const { status, body } = await create({
    name: 'MAGGI NOODLES 24X560G',
    price: '61.5',
    stockQuantity: 12,
    minOrderQuantity: 2,
    orderMultiple: 2,
    featured: true,
    origin: 'India',
    description: 'Two\nlines',
  })
  expect(status).toBe(201)
  expect(body).toMatchObject({
    name: 'MAGGI NOODLES 24X560G',
    category: { id: category.id, slug: category.slug },
    brand: 'Maggi',
    pack: { unitsPerCase: 24, unitSize: '560', unit: 'g' },
    price: '61.50',
    currency: 'USD',
    pricePerUnit: { amount: '4.5759', per: 'kg' },
    stockQuantity: 12,
    availability: 'in_stock',
    active: true,
    featured: true,
    minOrderQuantity: 2,
    orderMultiple: 2,
    description: 'Two\nlines',
  })
  const found = await call<{ items: Dto[] }>('GET', '/products?search=maggi%20noodles%20560g')
  expect(found.body.items[0]).toMatchObject(body)
  expect(await auditOf(body.id)).toMatchObject([
    { action: 'products.create', before: null, after: { itemCode: body.itemCode, stockQuantity: 12 } },
  ])
})

test('what is known better than the name tells is believed, and unknown is an answer', async () => {
  const pack = { unitsPerCase: 6, unitSize: '1.5', unit: 'kg' }
  expect((await create({ pack, brand: 'Own', category: category.slug, categoryId: undefined })).body).toMatchObject({
    pack,
    brand: 'Own',
  })
  expect((await create({ pack: null, brand: null, price: '5.00' })).body).toMatchObject({
    pack: null,
    brand: null,
    pricePerUnit: null,
    stockQuantity: null,
    availability: 'confirm_on_order',
  })
})

test('a new name is read anew, but never against what someone gave', async () => {
  const read = (await create({ name: 'MAGGI NOODLES 24X560G' })).body
  const name = 'SWAD TOOR DAL 10X4LB'
  expect((await call('PATCH', `/products/${read.id}`, { version: read.version, name })).body).toMatchObject({
    brand: 'Swad',
    pack: { unitsPerCase: 10, unitSize: '4', unit: 'lb' },
    version: read.version + 1,
  })
  const given = (await create({ pack: { unitsPerCase: 5 }, brand: 'Own' })).body
  expect((await call('PATCH', `/products/${given.id}`, { version: given.version, name })).body).toMatchObject({
    brand: 'Own',
    pack: { unitsPerCase: 5, unitSize: null, unit: null },
  })
})

test.each([
  ['a price below zero', { price: '-1' }],
  ['a price with three decimals', { price: '1.005' }],
  ['a price beyond all', { price: '1000000.01' }],
  ['a price that is a number', { price: 12.5 }],
  ['a price in another notation', { price: '1e3' }],
  ['a name with a NUL', { name: 'A\0B' }],
  ['a name of blanks', { name: '  ' }],
  ['a name that is too long', { name: 'X'.repeat(301) }],
  ['a code with a line end', { itemCode: 'A\nB' }],
  ['a code that is an address of the system', { itemCode: 'low-stock' }],
  ['a code that is an id', { itemCode: '0198d5b5-0000-7000-8000-000000000000' }],
  ['stock of a thousand million', { stockQuantity: 1e9 }],
  ['stock below zero', { stockQuantity: -1 }],
  ['half a case', { stockQuantity: 1.5 }],
  ['a minimum of nothing', { minOrderQuantity: 0 }],
  ['a multiple of more than any truck carries', { orderMultiple: 100_001 }],
  ['another currency', { currency: 'INR' }],
  ['a pack without a unit', { pack: { unitSize: '5' } }],
  ['a pack of nothing', { pack: {} }],
  ['a pack of another unit', { pack: { unitSize: '5', unit: 'stone' } }],
  ['no category', { categoryId: undefined }],
  ['two categories', { category: 'grain-market' }],
  ['a category that is no id', { categoryId: 'grain-market' }],
  ['a field that there is not', { availability: 'in_stock' }],
])('%s is refused, and nothing is stored', async (_case, details) => {
  const count = await em().count(Product)
  expect(await create(details)).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT' } })
  expect(await em().count(Product)).toBe(count)
})

test('names may hold what names hold: markup, emoji, other scripts', async () => {
  for (const name of ['<script>alert(1)</script> & "Co"', 'CHAI ☕️ 24X16OZ', 'தமிழ் अचार'])
    expect((await create({ name })).body).toMatchObject({ name })
})

test('an item code is given once, also to two at once, and never taken from another', async () => {
  const itemCode = unusedCode()
  const answers = await Promise.all([create({ itemCode }), create({ itemCode })])
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
  expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'ITEM_CODE_TAKEN' })
  const { body } = await create()
  const renamed = await call('PATCH', `/products/${body.id}`, { version: body.version, itemCode })
  expect(renamed).toMatchObject({ status: 409, body: { code: 'ITEM_CODE_TAKEN' } })
})

test('an edit changes what it names, once, and is written down with before and after', async () => {
  const { body } = await create({ price: '10.00' })
  const path = `/products/${body.id}`
  const edit = { version: body.version, price: '12.50', description: '', featured: true }
  const { body: edited } = await call('PATCH', path, edit)
  expect(edited).toEqual({
    ...body,
    price: '12.50',
    featured: true,
    version: body.version + 1,
    pricePerUnit: { amount: '0.3125', per: 'lb' },
  })
  // The same again changes nothing, and so leaves no trace.
  expect((await call('PATCH', path, { ...edit, version: edited.version })).body).toEqual(edited)
  const [entry, ...older] = await auditOf(body.id)
  expect(older).toHaveLength(1)
  expect(entry).toMatchObject({
    action: 'products.update',
    before: { price: '10.00', featured: false, version: body.version },
    after: { price: '12.50', featured: true, version: body.version + 1 },
  })
})

test('a stale edit is refused with what changed meanwhile, to what, by whom and when', async () => {
  const { body } = await create({ price: '10.00' })
  const path = `/products/${body.id}`
  await call('PATCH', path, { version: body.version, price: '11.00' })
  const { body: now } = await call('POST', `${path}/archive`)
  const stale = await call('PATCH', path, { version: body.version, name: 'OTHER' })
  const by = /\(Suresh Demo, \d{4}-\d\d-\d\dT[\d:.]+Z\)$/
  expect(stale).toMatchObject({
    status: 409,
    body: {
      code: 'STALE_VERSION',
      message: expect.stringMatching(/at version 3, and you edited version 1\. Meanwhile: price: "10\.00" became/),
      issues: [
        { path: 'price', message: expect.stringMatching(/^"10\.00" became "11\.00"/) },
        { path: 'active', message: expect.stringMatching(/^true became false/) },
      ],
    },
  })
  for (const { message } of stale.body.issues as { message: string }[]) expect(message).toMatch(by)
  expect((await call('GET', path)).body).toEqual(now)
  // An import leaves no word about single products: then the fields are shown as they are.
  await em().execute(`update products set price = 99, version = version + 1 where id = ?`, [body.id])
  const unknown = await call('PATCH', path, { version: now.version, price: '12.00' })
  expect(unknown.body.issues).toEqual([{ path: 'price', message: 'is now "99.00"' }])
  expect(await call('PATCH', path, { version: 77, price: '12.00' })).toMatchObject({ status: 409 })
})

test('of two edits of one version, one is made', async () => {
  const { body } = await create()
  const edit = (price: string) => call('PATCH', `/products/${body.id}`, { version: body.version, price })
  const answers = await Promise.all(['1.00', '2.00', '3.00', '4.00'].map(edit))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(answers.filter(({ body: { code } }) => code === 'STALE_VERSION')).toHaveLength(3)
})

test('an archived product is gone for the public, and can be neither added nor ordered', async () => {
  const product = await givenProduct(em(), { name: 'GOES AWAY 2X1KG' })
  const customer = await givenUser(em())
  const order = await givenOrder(em(), customer, [{ product, quantity: 1 }])
  const token = await server.signIn('customer')
  await server.rest('POST', '/api/cart/add', { token, body: { productId: product.id, quantity: 1 } })
  const archived = await call('POST', `/products/${product.id}/archive`, { reason: 'Supplier closed' })
  expect(archived).toMatchObject({ status: 200, body: { active: false } })
  expect(await auditOf(product.id)).toMatchObject([
    { action: 'products.archive', before: { active: true }, after: { active: false, reason: 'Supplier closed' } },
  ])
  for (const path of [`/products/${product.id}`, `/products/${product.itemCode}`]) {
    expect(await server.rest('GET', `/api${path}`, { token })).toMatchObject({ status: 404 })
    expect((await call('GET', path)).body).toMatchObject({ active: false })
  }
  const listed = await server.rest<{ items: Dto[] }>('GET', '/api/products?search=goes%20away')
  expect(listed.body.items.map(({ id }) => id)).not.toContain(product.id)
  const cart = await server.rest<{ lines: object[] }>('GET', '/api/cart', { token })
  expect(cart.body.lines).toMatchObject([{ orderable: false, reason: expect.stringContaining('no longer sold') }])
  const refused = { status: 409, body: { code: 'PRODUCT_ARCHIVED' } }
  expect(await server.rest('POST', '/api/orders/create', { token, body: {} })).toMatchObject(refused)
  const more = { productId: product.id, quantity: 1 }
  expect(await server.rest('POST', '/api/cart/add', { token, body: more })).toMatchObject(refused)
  expect((await call('GET', `/orders/${order.id}`)).body).toMatchObject({ lines: [{ itemCode: product.itemCode }] })
  await server.rest('DELETE', '/api/cart/clear', { token })

  expect((await call('POST', `/products/${product.id}/restore`)).body).toMatchObject({ active: true })
  expect(await server.rest('GET', `/api/products/${product.id}`, { token })).toMatchObject({ status: 200 })
})

test('archiving or restoring again changes nothing, and leaves no trace', async () => {
  const { body } = await create()
  expect((await call('POST', `/products/${body.id}/restore`)).body).toEqual(body)
  const { body: archived } = await call('POST', `/products/${body.id}/archive`)
  expect((await call('POST', `/products/${body.id}/archive`)).body).toEqual(archived)
  expect(await auditOf(body.id)).toHaveLength(2)
})

test('what is not there is not found', async () => {
  const id = '0198d5b5-0000-7000-8000-000000000000'
  const calls = [
    call('PATCH', `/products/${id}`, { version: 1 }),
    call('POST', `/products/${id}/archive`),
    call('POST', `/products/${id}/restore`),
    call('POST', `/products/${id}/stock`, { delta: 1, reason: 'Found' }),
    call('GET', `/products/${id}/stock-changes`),
  ]
  for (const answer of await Promise.all(calls))
    expect(answer).toMatchObject({ status: 404, body: { code: 'PRODUCT_NOT_FOUND' } })
  expect(await create({ categoryId: id })).toMatchObject({ status: 404, body: { code: 'CATEGORY_NOT_FOUND' } })
  expect(await call('PATCH', `/products/DD-1001`, { version: 1 })).toMatchObject({ status: 400 })
})

test('a sale makes no edit stale', async () => {
  const product = await givenProduct(em(), { category: category.id, stockQuantity: 5 })
  const { body: read } = await call('GET', `/products/${product.id}`)
  const token = await server.signIn('customer')
  await server.rest('DELETE', '/api/cart/clear', { token })
  await server.rest('POST', '/api/cart/add', { token, body: { productId: product.id, quantity: 2 } })
  expect(await server.rest('POST', '/api/orders/create', { token, body: {} })).toMatchObject({ status: 201 })
  const edited = await call('PATCH', `/products/${product.id}`, { version: read.version, price: '1.00' })
  expect(edited).toMatchObject({ status: 200, body: { price: '1.00', stockQuantity: 3 } })
})
