import { Product, newId } from '@desideliver/db'
import { givenProduct } from '@desideliver/db/testing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { type RestAnswer, type Sent, type TestServer, startTestServer } from '../testing/test-server.ts'

const ErrorShape = z.strictObject({
  code: z.string().regex(/^[A-Z][A-Z_]+$/),
  message: z.string().min(1),
  requestId: z.uuid(),
  issues: z.array(z.strictObject({ path: z.string(), message: z.string().min(1) })).optional(),
})

let server: TestServer
let productId: string
let customer: string

beforeAll(async () => {
  server = await startTestServer()
  customer = await server.signIn('customer')
  await server.rest('GET', '/api/cart', { token: customer })
  productId = (await givenProduct(server.orm.em.fork())).id
})

afterAll(() => server.close())

let before: Record<string, string>

beforeEach(async () => {
  before = await server.readDatabase()
})

/** A refusal's status and body, once it has the one shape and nothing has changed. */
async function refusal(asked: Promise<RestAnswer<Record<string, unknown>>>) {
  const { status, body, headers } = await asked
  expect(ErrorShape.safeParse(body).error).toBeUndefined()
  expect(headers.get('x-request-id')).toBe(body.requestId)
  expect(await server.readDatabase()).toEqual(before)
  return { status, ...body }
}

const add = (body: unknown, sent: Sent = {}) => server.rest('POST', '/api/cart/add', { token: customer, body, ...sent })

/** JSON that `JSON.stringify` would not write. */
const addRaw = (raw: string, type = 'application/json') =>
  server.rest('POST', '/api/cart/add', { token: customer, raw, headers: { 'content-type': type } })

test.each([0, -1, 1.5, 2 ** 31, 100_001, 'text', '5', '', null, true, [1], {}, undefined])(
  'a quantity of %j is refused',
  async (quantity) => {
    expect(await refusal(add({ productId, quantity }))).toMatchObject({
      status: 400,
      code: 'INVALID_INPUT',
      issues: [{ path: 'quantity' }],
    })
  },
)

test.each(['1e999', '-0.5', '1e21', '9007199254740993'])('the JSON number %s is no quantity', async (number) => {
  expect(await refusal(addRaw(`{"productId":"${productId}","quantity":${number}}`))).toMatchObject({
    status: 400,
    code: 'INVALID_INPUT',
  })
})

test.each(['', 'x', null, 5, 'DD-1001', '../../etc/passwd'])('a product id of %j is refused', async (id) => {
  expect(await refusal(add({ productId: id, quantity: 1 }))).toMatchObject({
    status: 400,
    code: 'INVALID_INPUT',
    issues: [{ path: 'productId' }],
  })
})

test('an unknown field is refused by its name', async () => {
  expect(await refusal(add({ productId, quantity: 1, price: '0.01' }))).toMatchObject({
    status: 400,
    code: 'INVALID_INPUT',
    issues: [{ path: 'price' }],
  })
})

test('what belongs into a body is not taken from the address, which logs on the way keep', async () => {
  const credentials = 'email=customer%40desideliver.test&password=desideliver-demo'
  expect(await refusal(server.rest('POST', `/api/auth/login?${credentials}`))).toMatchObject({
    status: 400,
    code: 'INVALID_INPUT',
    message: expect.not.stringContaining('desideliver-demo'),
    issues: [{ path: 'email' }, { path: 'password' }],
  })
  const address = `/api/cart/add?quantity=1`
  expect(await refusal(server.rest('POST', address, { token: customer, body: { productId } }))).toMatchObject({
    status: 400,
    code: 'INVALID_INPUT',
    issues: [{ path: 'quantity' }],
  })
  for (const [method, path] of [
    ['PATCH', '/api/auth/profile?city=Plano'],
    ['PUT', `/api/cart/update/${newId()}?quantity=1`],
    ['POST', '/api/auth/logout?all=true'],
  ] as const)
    expect(await refusal(server.rest(method, path, { token: customer }))).toMatchObject({ status: 400 })
})

test('fields that every object has do nothing when they are sent', async () => {
  for (const field of ['__proto__', 'constructor', 'toString'])
    expect(
      await refusal(addRaw(`{"productId":"${productId}","quantity":1,"${field}":{"role":"admin"}}`)),
    ).toMatchObject({ status: 400 })
  expect(await refusal(server.rest('GET', '/api/products?__proto__=1&constructor=2'))).toMatchObject({
    status: 400,
    code: 'INVALID_INPUT',
  })
})

test('an unknown product is not found', async () => {
  expect(await refusal(add({ productId: newId(), quantity: 1 }))).toMatchObject({
    status: 404,
    code: 'PRODUCT_NOT_FOUND',
  })
  expect(await refusal(server.rest('GET', `/api/products/${newId()}`))).toMatchObject({
    status: 404,
    code: 'PRODUCT_NOT_FOUND',
  })
  expect(await refusal(server.rest('GET', '/api/products/NO-SUCH-CODE'))).toMatchObject({
    status: 404,
    code: 'PRODUCT_NOT_FOUND',
  })
})

test.each([
  ['PRODUCT_ARCHIVED', { active: false }, 1],
  ['BELOW_MINIMUM', { minOrderQuantity: 3 }, 2],
  ['NOT_A_MULTIPLE', { orderMultiple: 4 }, 6],
  ['OUT_OF_STOCK', { stockQuantity: 5 }, 6],
  ['OUT_OF_STOCK', { stockQuantity: 0 }, 1],
])('what cannot be ordered is refused as %s %j', async (code, details, quantity) => {
  const product = await givenProduct(server.orm.em.fork(), { ...details, name: 'MOONG DAL 4X10LB' })
  before = await server.readDatabase()
  expect(await refusal(add({ productId: product.id, quantity }))).toMatchObject({
    status: 409,
    code: code,
    message: expect.stringContaining('MOONG DAL 4X10LB'),
  })
})

test('what was sold out after it went into the cart is refused when it is ordered, and the cart says why', async () => {
  const product = await givenProduct(server.orm.em.fork(), { stockQuantity: 3 })
  const token = await server.register()
  await server.rest('POST', '/api/cart/add', { token, body: { productId: product.id, quantity: 3 } })
  await server.orm.em.fork().nativeUpdate(Product, { id: product.id }, { stockQuantity: 2 })
  before = await server.readDatabase()
  const cart = await server.rest('GET', '/api/cart', { token })
  expect(cart.body).toMatchObject({ lines: [{ orderable: false, reason: expect.stringContaining('Only 2') }] })
  expect(await refusal(server.rest('POST', '/api/orders/create', { token, body: {} }))).toMatchObject({
    status: 409,
    code: 'OUT_OF_STOCK',
  })
})

test('an empty cart cannot be ordered', async () => {
  expect(await refusal(server.rest('POST', '/api/orders/create', { token: customer, body: {} }))).toMatchObject({
    status: 409,
    code: 'CART_EMPTY',
  })
})

test.each([
  ['preferredDeliveryDate', '2026-02-30'],
  ['preferredDeliveryDate', 'tomorrow'],
  ['phoneNumber', '12'],
  ['contactPerson', ' '],
  ['contactPerson', 'a\0b'],
  ['deliveryAddress', 'x'.repeat(501)],
  ['deliveryInstructions', 'a\0b'],
])('an order with %s %j is refused by that field', async (field, value) => {
  expect(
    await refusal(server.rest('POST', '/api/orders/create', { token: customer, body: { [field]: value } })),
  ).toMatchObject({ status: 400, code: 'INVALID_INPUT', issues: [{ path: field }] })
})

test.each(['{', '', '{"a":1}x', "{'a':1}", '\u0000', 'undefined', '{"productId":"a",}'])(
  'a body of %j is no JSON',
  async (raw) => {
    expect(await refusal(addRaw(raw))).toMatchObject({ status: 400, code: 'INVALID_JSON' })
  },
)

test.each(['[]', '"text"', '5', 'null', 'true'])('a JSON body of %s is no object', async (raw) => {
  expect(await refusal(addRaw(raw))).toMatchObject({ status: 400, code: 'INVALID_INPUT' })
  const headers = { 'content-type': 'application/json' }
  expect(await refusal(server.rest('POST', '/api/orders/create', { token: customer, raw, headers }))).toMatchObject({
    status: 400,
    code: 'INVALID_INPUT',
  })
})

test('JSON ten thousand levels deep is refused, on REST and tRPC', async () => {
  const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`
  expect(await refusal(addRaw(`{"productId":${deep},"quantity":1}`))).toMatchObject({
    status: 400,
    code: 'INVALID_INPUT',
  })
  expect(await refusal(addRaw(deep))).toMatchObject({ status: 400, code: 'INVALID_INPUT' })
  for (const body of [`{"json":{"productId":${deep},"quantity":1}}`, `{"json":${deep}}`, deep]) {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${customer}` }
    const answer = await fetch(`${server.url}/trpc/cart.add`, { method: 'POST', headers, body })
    expect(answer.status).toBe(400)
  }
})

test('a body of a megabyte is too large, on REST and tRPC', async () => {
  expect(await refusal(add({ productId: 'x'.repeat(1024 * 1024), quantity: 1 }))).toMatchObject({
    status: 413,
    code: 'BODY_TOO_LARGE',
  })
  const answer = await server.trpc('mutation', 'cart.add', {
    token: customer,
    body: { productId: 'x'.repeat(1024 * 1024) },
  })
  expect(answer.status).toBe(413)
})

test.each([
  'text/plain',
  'application/x-www-form-urlencoded',
  'application/xml',
  'text/csv',
  'application/jsonx',
  'nonsense',
])('a body of type %s is refused', async (type) => {
  expect(await refusal(addRaw(JSON.stringify({ productId, quantity: 1 }), type))).toMatchObject({
    status: 415,
    code: 'UNSUPPORTED_MEDIA_TYPE',
  })
})

test('a type with a charset is JSON all the same', async () => {
  const answer = await addRaw(JSON.stringify({ productId: newId(), quantity: 1 }), 'Application/JSON; charset=utf-8')
  expect(answer.status).toBe(404)
})

test('a form of another site cannot act for who is signed in', async () => {
  const form = new FormData()
  form.set('0', '{}')
  const headers = { origin: 'https://evil.example' }
  for (const path of ['/trpc/cart.clear', '/trpc/auth.logout', '/api/auth/logout', '/api/orders/create']) {
    expect(await refusal(server.rest('POST', path, { token: customer, raw: form, headers }))).toMatchObject({
      status: 403,
      code: 'UNKNOWN_ORIGIN',
    })
    expect(await refusal(server.rest('POST', path, { token: customer, raw: form }))).toMatchObject({
      status: 415,
      code: 'UNSUPPORTED_MEDIA_TYPE',
    })
  }
})

test.each(['https://evil.example', 'null', 'http://127.0.0.1', 'http://127.0.0.1.evil.example'])(
  'a write from %s is refused',
  async (origin) => {
    const headers = { origin }
    expect(
      await refusal(add({ productId, quantity: 1 }, { headers: { ...headers, 'content-type': 'application/json' } })),
    ).toMatchObject({ status: 403, code: 'UNKNOWN_ORIGIN' })
    expect(await server.trpc('mutation', 'cart.clear', { token: customer, headers })).toMatchObject({ status: 403 })
  },
)

test('a write from this server’s own pages is served', async () => {
  const headers = { origin: server.url, 'content-type': 'application/json' }
  expect((await add({ productId: newId(), quantity: 1 }, { headers })).status).toBe(404)
})

test.each([undefined, '', 'wrong', 'x'.repeat(43), `${'x'.repeat(42)}'`, '\u00e9'.repeat(43)])(
  'a token of %j signs nobody in',
  async (token) => {
    expect(await refusal(server.rest('GET', '/api/cart', { token }))).toMatchObject({
      status: 401,
      code: 'UNAUTHENTICATED',
    })
    expect(await server.trpc('query', 'cart.get', { token })).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' })
  },
)

test('the hash of a token, which the database holds, is no token', async () => {
  const [row] = await server.orm.em.fork().execute<{ id: string }[]>('select id from sessions limit 1')
  expect(await refusal(server.rest('GET', '/api/cart', { token: row?.id }))).toMatchObject({
    status: 401,
    code: 'UNAUTHENTICATED',
  })
})

test('an address nobody serves, and a method it does not take, are answered in the one shape', async () => {
  expect(await refusal(server.rest('GET', '/api/no/such/thing'))).toMatchObject({ status: 404, code: 'NOT_FOUND' })
  expect(await refusal(server.rest('DELETE', '/api/products'))).toMatchObject({ status: 404, code: 'NOT_FOUND' })
  expect(await refusal(server.rest('GET', '/'))).toMatchObject({ status: 404, code: 'NOT_FOUND' })
  expect(await refusal(server.rest('GET', '/api/products/%E0%A4%A'))).toMatchObject({
    status: 400,
    code: 'INVALID_URL',
  })
  expect(await refusal(server.rest('GET', `/api/products/${'x'.repeat(6_000)}`))).toMatchObject({
    status: 404,
    code: 'NOT_FOUND',
  })
})

test('tRPC answers an unknown procedure and broken JSON in the one shape', async () => {
  const unknown = await server.trpc('query', 'no.such')
  expect(unknown).toMatchObject({ status: 404, code: 'NOT_FOUND' })
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${customer}` }
  const broken = await fetch(`${server.url}/trpc/cart.add`, { method: 'POST', headers, body: '{' })
  expect(broken.status).toBe(400)
  const { error } = JSON.parse(await broken.text())
  const { httpStatus, ...told } = error.json.data
  expect(ErrorShape.parse(told)).toMatchObject({
    code: 'INVALID_JSON',
    message: expect.not.stringMatching(/position|stack/),
  })
  expect(httpStatus).toBe(400)
  const many = await fetch(`${server.url}/trpc/${Array.from({ length: 11 }, () => 'categories.list').join()}?batch=1`)
  expect(many.status).toBe(400)
})
