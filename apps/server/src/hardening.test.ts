import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { type TestServer, startTestServer } from '../testing/test-server.ts'

const SHOP = 'https://shop.example'
const WEB = 'https://web.example'

const ErrorShape = z.strictObject({
  code: z.string().regex(/^[A-Z][A-Z_]+$/),
  message: z.string().min(1),
  requestId: z.uuid(),
  issues: z.array(z.strictObject({ path: z.string(), message: z.string().min(1) })).optional(),
})

let server: TestServer
let customer: string

beforeAll(async () => {
  server = await startTestServer({ ALLOWED_ORIGINS: SHOP, WEB_URL: `${WEB}/shop/` })
  customer = await server.signIn('customer')
  await server.rest('GET', '/api/cart', { token: customer })
})

afterAll(() => server.close())

let before: Record<string, string>

beforeEach(async () => {
  before = await server.readDatabase()
})

const ask = (path: string, request: RequestInit = {}): Promise<Response> => fetch(server.url + path, request)

const askRefused = async (path: string, request: RequestInit = {}): Promise<string> => {
  const answer = await ask(path, request)
  return refusal({ status: answer.status, body: await answer.json() })
}

const json = { 'content-type': 'application/json' }

/** The code of a refusal, once it has the one shape and nothing has changed. */
async function refusal(answer: { status: number; body: unknown }): Promise<string> {
  const { code } = ErrorShape.parse(answer.body)
  expect(await server.readDatabase()).toEqual(before)
  return `${answer.status} ${code}`
}

/** Sends what no HTTP client would. @returns what comes back until the connection ends */
async function sendRaw(request: string) {
  const { hostname, port } = new URL(server.url)
  const socket = connect(Number(port), hostname)
  socket.write(request)
  const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n')
  return { status: Number(head.split(' ')[1]), head, body: body.startsWith('{') ? (JSON.parse(body) as unknown) : body }
}

const batch = (size: number): string =>
  `/trpc/${Array.from({ length: size }, () => 'categories.list').join()}?batch=1&input={}`

const host = 'Host: desideliver.test\r\nConnection: close\r\n'

test.each<[string, number, { path: string } & RequestInit]>([
  ['an answer', 200, { path: '/api/products?limit=1' }],
  ['tRPC', 200, { path: '/trpc/categories.list' }],
  ['the docs', 200, { path: '/api/docs' }],
  ['health', 200, { path: '/healthz' }],
  ['bad input', 400, { path: '/api/products?limit=x' }],
  ['a batch that is refused', 400, { path: batch(11) }],
  ['a lacking token', 401, { path: '/api/cart' }],
  [
    'a foreign site',
    403,
    { path: '/api/auth/login', method: 'POST', headers: { ...json, origin: 'https://evil.example' } },
  ],
  ['nothing there', 404, { path: '/nothing' }],
  ['a large body', 413, { path: '/api/auth/login', method: 'POST', headers: json, body: ' '.repeat(40_000) }],
  [
    'a wrong type',
    415,
    { path: '/trpc/auth.login', method: 'POST', headers: { 'content-type': 'text/csv' }, body: 'x' },
  ],
])('%s carries the security headers', async (_name, status, { path, ...request }) => {
  const { status: answered, headers } = await ask(path, request)
  expect(answered).toBe(status)
  expect(headers.get('content-security-policy')).toMatch(/default-src 'self'.*frame-ancestors 'self'/)
  expect(headers.get('strict-transport-security')).toMatch(/max-age=\d{8}/)
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('x-frame-options')).toBe('SAMEORIGIN')
  expect(headers.get('referrer-policy')).toBe('no-referrer')
  expect(headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/)
  expect(headers.get('x-powered-by')).toBeNull()
  expect(headers.get('server')).toBeNull()
})

test('no cache keeps what someone was answered', async () => {
  for (const path of ['/api/auth/profile', '/trpc/auth.profile', '/api/nothing', '/api/%zz'])
    expect((await ask(path, { headers: { authorization: `Bearer ${customer}` } })).headers.get('cache-control')).toBe(
      'no-store',
    )
})

test('what the router itself refuses is not taken for another type either', async () => {
  const answer = await ask('/api/%zz')
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  expect(await refusal({ status: answer.status, body: await answer.json() })).toBe('400 INVALID_URL')
})

const preflight = (origin: string, method: string) =>
  ask('/api/cart/clear', {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': method,
      'access-control-request-headers': 'authorization,content-type,idempotency-key',
    },
  })

test.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])('a page of an allowed origin may %s', async (method) => {
  const { status, headers } = await preflight(SHOP, method)
  expect(status).toBe(204)
  expect(headers.get('access-control-allow-origin')).toBe(SHOP)
  expect(headers.get('access-control-allow-methods')?.split(', ')).toContain(method)
  expect(headers.get('access-control-allow-headers')).toBe('authorization,content-type,idempotency-key')
})

test('a page of an allowed origin may read the answer and what it needs of its headers', async () => {
  for (const path of ['/api/products?limit=1', '/trpc/categories.list']) {
    const { headers } = await ask(path, { headers: { origin: SHOP } })
    expect(headers.get('access-control-allow-origin')).toBe(SHOP)
    expect(headers.get('access-control-expose-headers')).toBe('x-request-id, retry-after')
    expect(headers.get('vary')).toMatch(/\bOrigin\b/)
  }
})

test('a page of the web frontend may read and write, wherever on its site it is', async () => {
  expect((await preflight(WEB, 'POST')).headers.get('access-control-allow-origin')).toBe(WEB)
  const headers = { ...json, origin: WEB, authorization: `Bearer ${customer}` }
  expect((await ask('/api/cart/clear', { method: 'DELETE', headers, body: '{}' })).status).toBe(200)
})

test.each(['https://evil.example', `${SHOP}.evil.example`, 'http://shop.example', 'https://a.shop.example', 'null'])(
  'a page of %s is told nothing and writes nothing',
  async (origin) => {
    for (const answer of [await preflight(origin, 'DELETE'), await ask('/api/products', { headers: { origin } })])
      expect(answer.headers.get('access-control-allow-origin')).toBeNull()
    const headers = { ...json, origin, authorization: `Bearer ${customer}` }
    for (const [method, path] of [
      ['DELETE', '/api/cart/clear'],
      ['POST', '/trpc/cart.clear'],
    ] as const) {
      expect(await askRefused(path, { method, headers })).toBe('403 UNKNOWN_ORIGIN')
    }
  },
)

test('ten calls make a batch, eleven are refused', async () => {
  const ten = await ask(batch(10))
  expect([ten.status, await ten.json()]).toEqual([200, Array.from({ length: 10 }, () => expect.anything())])
  const eleven = await ask(batch(11))
  expect(eleven.headers.get('content-type')).toMatch(/^application\/json/)
  const { httpStatus, ...body } = z
    .object({ error: z.object({ json: z.object({ data: z.looseObject({}) }) }) })
    .parse(await eleven.json()).error.json.data
  expect([eleven.status, httpStatus]).toEqual([400, 400])
  expect(await refusal({ status: 400, body })).toBe('400 BAD_REQUEST')
  expect(body.requestId).toBe(eleven.headers.get('x-request-id'))
})

test('a body of 32 KiB is read, one byte more is not, on REST and tRPC', async () => {
  for (const path of ['/api/cart/add', '/trpc/cart.add']) {
    const sized = (bytes: number) => ({ method: 'POST', headers: json, body: JSON.stringify('x'.repeat(bytes - 2)) })
    expect([400, 401]).toContain((await ask(path, sized(32 * 1024))).status)
    expect(await askRefused(path, sized(32 * 1024 + 1))).toBe('413 BODY_TOO_LARGE')
  }
})

test('a body is measured, whatever length it is said to have', async () => {
  const chunk = 'x'.repeat(40_000)
  const head = `POST /api/auth/login HTTP/1.1\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n${host}\r\n`
  expect(await refusal(await sendRaw(`${head}${chunk.length.toString(16)}\r\n${chunk}\r\n0\r\n\r\n`))).toBe(
    '413 BODY_TOO_LARGE',
  )
})

test('JSON as deep as a body can hold is refused like any other wrong body, and soon', async () => {
  const depth = 15_000
  const deep = `${'['.repeat(depth)}${']'.repeat(depth)}`
  const objects = `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`
  for (const body of [`{"email":${deep},"password":"x"}`, `{"email":${objects},"password":"x"}`]) {
    expect(await askRefused('/api/auth/login', { method: 'POST', headers: json, body })).toBe('400 INVALID_INPUT')
    const trpc = await ask('/trpc/auth.login', { method: 'POST', headers: json, body: `{"json":${body}}` })
    expect(trpc.status).toBe(400)
  }
})

test.each([
  ['a TRACE, which would echo cookies', `TRACE /api/products HTTP/1.1\r\n${host}\r\n`, '404 NOT_FOUND'],
  ['a method nobody knows', `BREW /api/products HTTP/1.1\r\n${host}\r\n`, '400 MALFORMED_REQUEST'],
  [
    'an address of 20 KB',
    `GET /api/products?search=${'x'.repeat(20_000)} HTTP/1.1\r\n${host}\r\n`,
    '431 HEADERS_TOO_LARGE',
  ],
  ['an address of 10 KB', `GET /api/products/${'x'.repeat(10_000)} HTTP/1.1\r\n${host}\r\n`, '404 NOT_FOUND'],
  ['a header of 20 KB', `GET / HTTP/1.1\r\nX-Long: ${'x'.repeat(20_000)}\r\n${host}\r\n`, '431 HEADERS_TOO_LARGE'],
  ['thousands of headers', `GET / HTTP/1.1\r\n${'X-Many: x\r\n'.repeat(3_000)}${host}\r\n`, '431 HEADERS_TOO_LARGE'],
  ['a NUL in a header', `GET / HTTP/1.1\r\nX-Nul: a\0b\r\n${host}\r\n`, '400 MALFORMED_REQUEST'],
  ['what is no HTTP', '\x16\x03\x01\x02\0\x01\r\n\r\n', '400 MALFORMED_REQUEST'],
  [
    'two lengths of one body',
    `POST /api/auth/login HTTP/1.1\r\nContent-Length: 2\r\nContent-Length: 3\r\n${host}\r\n{}`,
    '400 MALFORMED_REQUEST',
  ],
  [
    'a length beside chunks, which hides a second request',
    `POST /api/auth/login HTTP/1.1\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n${host}\r\n0\r\n\r\n`,
    '400 MALFORMED_REQUEST',
  ],
])('%s is refused in the one shape', async (_name, request, expected) => {
  const answer = await sendRaw(request)
  expect(answer.head).toMatch(/content-type: application\/json/i)
  expect(await refusal(answer)).toBe(expected)
})

test('an OPTIONS that asks for nothing is answered with nothing', async () => {
  const answer = await ask('/api/cart', { method: 'OPTIONS' })
  expect([answer.status, await answer.text()]).toEqual([204, ''])
  expect(answer.headers.get('access-control-allow-origin')).toBeNull()
})

test.each([
  ['/api/products?limit=1&limit=2', 'limit'],
  ['/api/products?search=dal&search=rice', 'search'],
  ['/api/products?limit[]=1', 'limit[]'],
  ['/api/products?limit[a]=1', 'limit[a]'],
])('%s says two things at once, and is refused', async (path, field) => {
  const { status, body } = await server.rest('GET', path)
  expect(await refusal({ status, body })).toBe('400 INVALID_INPUT')
  expect(body.issues).toMatchObject([{ path: field }])
})

test('what stands in the path cannot be said again in query or body', async () => {
  const { status, body } = await server.rest('GET', '/api/products/DD-1001?id=DD-1002')
  expect(await refusal({ status, body })).toBe('400 INVALID_INPUT')
  const path = '/api/cart/update/0190a0b0-0000-7000-8000-000000000000'
  for (const [query, sent] of [
    ['', { id: 'x', quantity: 1 }],
    ['?quantity=2', { quantity: 1 }],
  ] as const) {
    const answer = await server.rest('PUT', path + query, { token: customer, body: sent })
    expect(await refusal({ status: answer.status, body: answer.body })).toBe('400 INVALID_INPUT')
  }
})

test('no header turns one method into another', async () => {
  const headers = { 'x-http-method-override': 'DELETE', 'x-method-override': 'DELETE', 'x-http-method': 'DELETE' }
  expect((await server.rest('GET', '/api/cart?_method=DELETE', { token: customer, headers })).status).toBe(400)
  expect((await server.rest('GET', '/api/cart', { token: customer, headers })).status).toBe(200)
  expect(await server.readDatabase()).toEqual(before)
})

test.each([
  'Bearer',
  'Bearer ',
  'Bearer null',
  `Bearer ${'x'.repeat(43)}`,
  `Bearer ${'x'.repeat(15_000)}`,
  `Basic ${Buffer.from('admin@desideliver.test:desideliver-demo').toString('base64')}`,
  `Bearer ${'x'.repeat(43)}, Bearer ${'y'.repeat(43)}`,
  `Bearer ${"' or 1=1 --".padEnd(43, 'x')}`,
  'Bearer ..%2f..%2fetc%2fpasswd',
  '\xff\xfe',
])('the Authorization %j opens nothing, on REST and tRPC', async (authorization) => {
  const rest = await server.rest('GET', '/api/auth/profile', { headers: { authorization } })
  expect(await refusal({ status: rest.status, body: rest.body })).toBe('401 UNAUTHENTICATED')
  const trpc = await server.trpc('query', 'auth.profile', { headers: { authorization } })
  expect([trpc.status, trpc.code]).toEqual([401, 'UNAUTHENTICATED'])
})

const authorization = (token: string): string => `Authorization: Bearer ${token}\r\n`

test('of two Authorization headers none counts', async () => {
  const forged = 'x'.repeat(43)
  for (const pair of [
    [customer, forged],
    [forged, customer],
  ]) {
    const answer = await sendRaw(`GET /api/auth/profile HTTP/1.1\r\n${pair.map(authorization).join('')}${host}\r\n`)
    expect(await refusal(answer)).toBe('401 UNAUTHENTICATED')
  }
})
