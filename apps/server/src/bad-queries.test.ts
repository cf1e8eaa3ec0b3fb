import { Order, Product } from '@desideliver/db'
import { givenOrder, givenProduct, givenUser } from '@desideliver/db/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServer, startTestServer } from '../testing/test-server.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})

afterAll(() => server.close())

interface Page {
  items: { itemCode: string; featured: boolean }[]
  nextCursor: string | null
}

const list = (query: string) => server.rest<Page & { code: string }>('GET', `/api/products?${query}`)

const lists = ['products', 'orders', 'orders/staff', 'tickets']

test.each(['0', '-1', '101', '1e9', '1000000000', 'x', '', '1.5', 'NaN', '0x10', '%2B5'])(
  'a limit of %s is refused by every list',
  async (limit) => {
    const [customer, staff] = [await server.signIn('customer'), await server.signIn('staff')]
    const tokens = [undefined, customer, staff, customer]
    for (const [index, name] of lists.entries()) {
      const answer = await server.rest('GET', `/api/${name}?limit=${limit}`, { token: tokens[index] })
      expect(answer).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT', issues: [{ path: 'limit' }] } })
    }
  },
)

test('a parameter that stands twice is refused', async () => {
  expect(await list('limit=1&limit=2')).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT' } })
})

test('a list answers 20 items unless told otherwise, and as many as it is told', async () => {
  expect((await list('')).body.items).toHaveLength(20)
  expect((await list('limit=100')).body.items.length).toBeGreaterThan(20)
  expect((await list('limit=1')).body.items).toHaveLength(1)
})

test.each(['tickets?from=0000-01-01', 'tickets?to=0000-12-31', 'tickets?from=2026-02-30', 'orders?from=0000-01-01'])(
  'a day that never was is refused: %s',
  async (query) => {
    const token = await server.signIn('customer')
    const answer = await server.rest('GET', `/api/${query}`, { token })
    expect(answer).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT' } })
  },
)

const encode = (text: string) => encodeURIComponent(Buffer.from(text).toString('base64url'))

test.each([
  ['empty', ''],
  ['nonsense', 'nonsense'],
  ['no position', encode('products:name')],
  ['no JSON', encode('products:name\n[')],
  ['too short', encode('products:name\n["a"]')],
  ['too long', encode('products:name\n["a","b","c"]')],
  ['without an id', encode('products:name\n["a","b"]')],
  ['of an object', encode('products:name\n[{"$ne":1},"0198d5b5-0000-7000-8000-000000000000"]')],
  ['of null', encode('products:name\n[null,"0198d5b5-0000-7000-8000-000000000000"]')],
  ['of a number where a name belongs', encode('products:name\n[5,"0198d5b5-0000-7000-8000-000000000000"]')],
  ['of a truth value where a name belongs', encode('products:name\n[true,"0198d5b5-0000-7000-8000-000000000000"]')],
  ['with a NUL', encode('products:name\n["a\\u0000","0198d5b5-0000-7000-8000-000000000000"]')],
  ['of another list', encode('orders:newest\n["0198d5b5-0000-7000-8000-000000000000"]')],
  ['too large', 'x'.repeat(2_001)],
])('a forged cursor is refused: %s', async (_name, cursor) => {
  expect(await list(`cursor=${cursor}`)).toMatchObject({
    status: 400,
    body: { code: expect.stringMatching(/^INVALID_(CURSOR|INPUT)$/) },
  })
})

test.each([
  ['price', 'products:price\n["abc","0198d5b5-0000-7000-8000-000000000000"]'],
  ['price', 'products:price\n["1e400","0198d5b5-0000-7000-8000-000000000000"]'],
  ['-price', 'products:-price\n["NaN","0198d5b5-0000-7000-8000-000000000000"]'],
  [
    'relevance&search=dal',
    'products:relevance\n["0","0198d5b5-0000-7000-8000-000000000000","best","0198d5b5-0000-7000-8000-000000000000"]',
  ],
  [
    'relevance&search=dal',
    'products:relevance\n["6","0198d5b5-0000-7000-8000-000000000000","100","0198d5b5-0000-7000-8000-000000000000"]',
  ],
  [
    'relevance&search=dal',
    'products:relevance\n["0","------------------------------------","100","0198d5b5-0000-7000-8000-000000000000"]',
  ],
])('a position that no product can have is refused by the order of %s: %j', async (sort, cursor) => {
  expect(await list(`sort=${sort}&cursor=${encode(cursor)}`)).toMatchObject({
    status: 400,
    body: { code: 'INVALID_CURSOR' },
  })
})

test.each(['%', '_', '\\', "' or 1=1 --", '\0', '😀', '\u202Eabc', '& | ! ( ) :*', 'x'.repeat(200)])(
  'no search breaks a list, its facets or the suggestions: %j',
  async (search) => {
    const text = encodeURIComponent(search)
    expect((await list(`search=${text}&facets=true`)).status).toBe(200)
    expect((await server.rest('GET', `/api/products/suggest?search=${text}`)).status).toBe(200)
  },
)

test('a search of 10 KB is refused by both surfaces', async () => {
  const search = 'dal '.repeat(2_500)
  expect((await list(`search=${search}`)).body).toMatchObject({ code: 'INVALID_INPUT' })
  expect((await server.trpc('query', 'products.list', { body: { search } })).code).toBe('INVALID_INPUT')
})

test('a cursor of another sort is refused instead of skipping rows', async () => {
  const { body } = await list('sort=itemCode&limit=5')
  expect(body.nextCursor).not.toBeNull()
  expect(await list(`sort=name&cursor=${body.nextCursor}`)).toMatchObject({
    status: 400,
    body: { code: 'INVALID_CURSOR' },
  })
})

test('another customer’s cursor shows nothing of its orders', async () => {
  const em = server.orm.em.fork()
  const owner = await givenUser(em)
  const product = await givenProduct(em)
  for (const quantity of [1, 2, 3]) await givenOrder(em, owner, [{ product, quantity }])
  const newest = await em.findOneOrFail(Order, { customer: owner }, { orderBy: { id: 'desc' } })
  const token = await server.register()
  const cursor = encode(`orders:newest\n["${newest.id}"]`)
  expect(await server.rest('GET', `/api/orders?cursor=${cursor}`, { token })).toMatchObject({
    status: 200,
    body: { items: [] },
  })
})

test.each(['%00', '%25', '_', '%5C', '%27', '%22', '%F0%9F%8D%9B', '%ED%A0%80', '%C0%80', '%24%7Bx%7D', '%3F', '%3A0'])(
  'a search for %s is answered, here and in the staff’s list of orders',
  async (text) => {
    expect((await list(`search=${text}`)).status).toBe(200)
    expect((await list(`search=a${text}b%20c`)).status).toBe(200)
    const token = await server.signIn('staff')
    expect((await server.rest('GET', `/api/orders/staff?search=${text}`, { token })).status).toBe(200)
  },
)

test.each(['%25', '_', '%5C'])('%s in a search stands for itself', async (text) => {
  expect((await list(`search=${text}`)).body.items).toEqual([])
})

test.each(['category', 'brand', 'search', 'sort', 'availability', 'featured'])(
  'a NUL in %s breaks nothing',
  async (field) => {
    const { status } = await list(`${field}=a%00b`)
    expect([200, 400]).toContain(status)
  },
)

test.each([
  ['true', true],
  ['false', false],
])('featured=%s means what it says', async (text, featured) => {
  const { body } = await list(`featured=${text}&limit=100`)
  expect(body.items.length).toBeGreaterThan(0)
  expect(new Set(body.items.map((item) => item.featured))).toEqual(new Set([featured]))
})

test.each(['1', '0', 'yes', '', 'TRUE'])('featured=%s is refused', async (text) => {
  expect(await list(`featured=${text}`)).toMatchObject({ status: 400, body: { issues: [{ path: 'featured' }] } })
})

test('text that looks like a number stays text where a text belongs', async () => {
  expect((await list('search=10&limit=5')).body.items.length).toBeGreaterThan(0)
})

test('a percent-encoded item code is decoded, once', async () => {
  const em = server.orm.em.fork()
  const codes = ['A/B 50% ä', 'A%2FB']
  for (const itemCode of codes) await givenProduct(em, { itemCode })
  for (const itemCode of codes)
    expect(await server.rest('GET', `/api/products/${encodeURIComponent(itemCode)}`)).toMatchObject({
      status: 200,
      body: { itemCode },
    })
  expect(await em.count(Product, { itemCode: { $in: codes } })).toBe(2)
})

test('text for a number in a JSON body is refused on REST, and afterwards still on tRPC', async () => {
  const token = await server.register()
  const { id } = await givenProduct(server.orm.em.fork())
  const body = { productId: id, quantity: '5' }
  const refusal = { status: 400, body: { code: 'INVALID_INPUT', issues: [{ path: 'quantity' }] } }
  expect(await server.trpc('mutation', 'cart.add', { token, body })).toMatchObject({
    status: 400,
    code: 'INVALID_INPUT',
  })
  expect(await server.rest('POST', '/api/cart/add', { token, body })).toMatchObject(refusal)
  expect((await list('limit=5&featured=false')).status).toBe(200)
  expect(await server.trpc('mutation', 'cart.add', { token, body })).toMatchObject({
    status: 400,
    code: 'INVALID_INPUT',
  })
  expect(await server.trpc('query', 'products.list', { body: { limit: '5' } })).toMatchObject({
    status: 400,
    code: 'INVALID_INPUT',
  })
  expect(await server.trpc('query', 'products.list', { body: { featured: 'false' } })).toMatchObject({ status: 400 })
  expect(await server.rest('POST', '/api/cart/add', { token, body })).toMatchObject(refusal)
})

test('a field in both path and body, or path and query, is refused', async () => {
  const token = await server.register()
  const { id } = await givenProduct(server.orm.em.fork())
  const { body } = await server.rest<{ lines: { id: string }[] }>('POST', '/api/cart/add', {
    token,
    body: { productId: id, quantity: 1 },
  })
  const line = body.lines[0]?.id ?? ''
  const update = (path: string, more: object) =>
    server.rest('PUT', `/api/cart/update/${path}`, { token, body: { quantity: 2, ...more } })
  const refusal = { status: 400, body: { code: 'INVALID_INPUT', message: expect.stringContaining('id') } }
  expect(await update(line, { id: line })).toMatchObject(refusal)
  expect(await update(`${line}?id=${line}`, {})).toMatchObject(refusal)
  expect(await update(`${line}?quantity=3`, {})).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT' } })
  expect((await server.rest('GET', '/api/cart', { token })).body).toMatchObject({ totalQuantity: 1 })
})

test('an unknown parameter is refused by its name', async () => {
  expect(await list('offset=5')).toMatchObject({ status: 400, body: { issues: [{ path: 'offset' }] } })
})

test('a procedure that takes nothing refuses what it is given', async () => {
  expect(await server.rest('GET', '/api/categories?x=1')).toMatchObject({
    status: 400,
    body: { code: 'INVALID_INPUT' },
  })
})
