import { Product, newId } from '@desideliver/db'
import { givenProduct } from '@desideliver/db/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServer, startTestServer } from '../testing/test-server.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer({ RATE_LIMITS: 'off' })
})

afterAll(() => server.close())

interface Answer {
  id: string
  code: string
  cart: { totalQuantity: number }
  totalQuantity: number
  lines: { id: string }[]
  added: { row: number; itemCode: string; quantity: number }[]
  rejected: { row: number; code: string; message: string; suggestions: { itemCode: string }[] }[]
  items: { id: string; customer: { email: string } }[]
  nextCursor: string | null
}

const ask = (method: string, path: string, sent?: Parameters<TestServer['rest']>[2]) =>
  server.rest<Answer>(method, `/api${path}`, sent)
const addMany = (token: string, body: object, headers = {}) => ask('POST', '/cart/add-many', { token, body, headers })
const give = (details: Parameters<typeof givenProduct>[1] = {}) => givenProduct(server.orm.em.fork(), details)
const put = (token: string, productId: string, quantity = 1) =>
  ask('POST', '/cart/add', { token, body: { productId, quantity } })

test('a pasted list goes into the cart, and what does not comes back with its row, reason and suggestions', async () => {
  const token = await server.register()
  const [first, second] = [await give({ itemCode: 'PASTE-1' }), await give({ itemCode: 'PASTE-2', orderMultiple: 4 })]
  const text = 'Item code;Quantity\r\npaste-1;2\r\n\r\nPASTE-2;3\r\nbasmathi rice;1\r\n"PASTE-1";x'
  const { status, body } = await addMany(token, { text })
  expect(status).toBe(200)
  expect(body).toMatchObject({
    cart: { totalQuantity: 2, lines: [{ product: { id: first.id }, quantity: 2, orderable: true }] },
    added: [{ row: 2, itemCode: 'PASTE-1', name: first.name, quantity: 2 }],
    rejected: [
      { row: 4, code: 'NOT_A_MULTIPLE', message: expect.stringContaining(second.itemCode), suggestions: [] },
      { row: 5, code: 'UNKNOWN_ITEM', itemCode: 'basmathi rice', quantity: 1 },
      { row: 6, code: 'INVALID_QUANTITY', quantity: null },
    ],
  })
  const meant = body.rejected[1]?.suggestions ?? []
  expect(meant).toHaveLength(3)
  expect(meant[0]).toMatchObject({ name: expect.stringMatching(/basmati/i), id: expect.any(String) })
})

test('a list may come as lines, through either surface, and is answered alike', async () => {
  await give({ itemCode: 'LINES-1' })
  const body = {
    lines: [
      { itemCode: 'LINES-1', quantity: 2 },
      { itemCode: ' lines-1 ', quantity: 0.5 },
    ],
  }
  const byRest = await addMany(await server.register(), body)
  const byTrpc = await server.trpc<Answer>('mutation', 'cart.addMany', { token: await server.register(), body })
  expect(byRest.body).toMatchObject({ added: [{ row: 1 }], rejected: [{ row: 2, code: 'INVALID_QUANTITY' }] })
  expect(byTrpc.data.added).toEqual(byRest.body.added)
  expect(byTrpc.data.rejected).toEqual(byRest.body.rejected)
})

test.each([
  ['nothing', {}],
  ['both', { text: 'A,1', lines: [{ itemCode: 'A', quantity: 1 }] }],
  ['an empty list', { text: ' \n,,\n' }],
  ['no lines', { lines: [] }],
  ['five hundred and one lines of text', { text: 'A,1\n'.repeat(501) }],
  ['five hundred and one lines', { lines: Array.from({ length: 501 }, () => ({ itemCode: 'A', quantity: 1 })) }],
  ['a text beyond its length', { text: 'A'.repeat(20_001) }],
  ['a NUL', { text: 'A\0,1' }],
  ['a NUL in a code', { lines: [{ itemCode: 'A\0', quantity: 1 }] }],
  ['half a character', { text: 'A\uD800,1' }],
  ['half a character in a code', { lines: [{ itemCode: '\uD800', quantity: 1 }] }],
  ['an empty code', { lines: [{ itemCode: ' ', quantity: 1 }] }],
  ['text for a number', { lines: [{ itemCode: 'A', quantity: '1' }] }],
  ['a field of its own', { lines: [{ itemCode: 'A', quantity: 1, price: '0.01' }] }],
])('a list with %s is refused, and nothing changes', async (_what, body) => {
  const token = await server.register()
  const before = await server.readDatabase()
  expect(await addMany(token, body)).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT' } })
  expect(await server.readDatabase()).toEqual(before)
})

test.each(['(((((', '%_\\', "' or 1=1 --", '😀'.repeat(90), '=cmd()', '&|!:*', 'a '.repeat(90)])(
  'a code that is %j breaks nothing',
  async (itemCode) => {
    const [token, rejected] = [await server.register(), [{ code: 'UNKNOWN_ITEM' }]]
    const lines = await addMany(token, { lines: [{ itemCode, quantity: 1 }] }, { 'idempotency-key': 'lines' })
    expect(lines).toMatchObject({ status: 200, body: { added: [], rejected } })
    // Longer than any code: it is cut, in the middle of a character where there are such.
    const text = `"${'x'.padEnd(301, itemCode)}"\t1`
    const pasted = await addMany(token, { text }, { 'idempotency-key': 'text' })
    expect(pasted).toMatchObject({ status: 200, body: { added: [], rejected } })
  },
)

test('a retry with the same key adds nothing again, alone, by list or from a former order', async () => {
  const token = await server.register()
  const product = await give({ itemCode: 'RETRY-1' })
  const once = (path: string, body: object, key: string) =>
    ask('POST', path, { token, body, headers: { 'idempotency-key': key } })
  const single = { productId: product.id, quantity: 2 }
  const [one, again] = [await once('/cart/add', single, 'a'), await once('/cart/add', single, 'a')]
  expect(again.body).toEqual(one.body)
  expect(again.body.totalQuantity).toBe(2)
  const list = { text: 'RETRY-1,3\nRETRY-9,1' }
  const [many, repeated] = [await once('/cart/add-many', list, 'b'), await once('/cart/add-many', list, 'b')]
  expect(repeated.body).toEqual(many.body)
  expect(repeated.body.cart.totalQuantity).toBe(5)
  expect(await once('/cart/add-many', { text: 'RETRY-1,4' }, 'b')).toMatchObject({ status: 422 })
  const order = await ask('POST', '/orders/create', { token, body: {} })
  const path = `/orders/${order.body.id}/reorder`
  const all = await Promise.all(Array.from({ length: 8 }, () => once(path, {}, 'c')))
  expect(all.map(({ status, body }) => [status, body.cart.totalQuantity])).toEqual(all.map(() => [200, 5]))
})

test('a former order comes into the cart beside what is there, as far as it still can be ordered', async () => {
  const token = await server.register()
  const [same, gone, scarce, dearer] = [await give(), await give(), await give(), await give({ price: '10.00' })]
  for (const { id } of [same, gone, scarce, dearer]) await put(token, id, 3)
  const order = await ask('POST', '/orders/create', { token, body: {} })
  expect(order.status).toBe(201)
  const em = server.orm.em.fork()
  await em.nativeUpdate(Product, { id: gone.id }, { active: false })
  await em.nativeUpdate(Product, { id: scarce.id }, { stockQuantity: 1 })
  await em.nativeUpdate(Product, { id: dearer.id }, { price: '11.00' })
  await put(token, same.id, 1)
  const { status, body } = await ask('POST', `/orders/${order.body.id}/reorder`, { token })
  expect(status).toBe(200)
  expect(body).toMatchObject({
    cart: {
      lines: [
        { product: { id: same.id }, quantity: 4 },
        { product: { id: dearer.id }, quantity: 3, seenPrice: '11.00', changes: [] },
      ],
    },
    added: [
      { productId: same.id, quantity: 3 },
      { productId: dearer.id, quantity: 3, formerPrice: '10.00', price: '11.00' },
    ],
    rejected: [
      { productId: gone.id, itemCode: gone.itemCode, quantity: 3, code: 'PRODUCT_ARCHIVED' },
      { productId: scarce.id, code: 'OUT_OF_STOCK', message: expect.stringContaining('Only 1') },
    ],
  })
})

test('what does not exist is missing, and another’s cart line as well', async () => {
  const [token, other] = [await server.register(), await server.register()]
  const { body } = await put(other, (await give()).id)
  const line = body.lines[0]?.id ?? ''
  const staff = await server.signIn('staff')
  const missing = [
    await put(token, newId()),
    await ask('PUT', `/cart/update/${line}`, { token, body: { quantity: 1 } }),
    await ask('DELETE', `/cart/remove/${newId()}`, { token }),
    await ask('POST', `/orders/${newId()}/reorder`, { token }),
    await ask('GET', `/carts/${newId()}`, { token: staff }),
  ]
  expect(missing.map(({ status, body: told }) => `${status} ${told.code}`)).toEqual([
    '404 PRODUCT_NOT_FOUND',
    '404 CART_LINE_NOT_FOUND',
    '404 CART_LINE_NOT_FOUND',
    '404 ORDER_NOT_FOUND',
    '404 CART_NOT_FOUND',
  ])
})

test.each([0, -1, 1.5, 100_001, 2 ** 31, 2 ** 53, 1e308, null])(
  '%j cases are refused by the cart',
  async (quantity) => {
    const token = await server.register()
    const { id: productId } = await give({ stockQuantity: null })
    const { body } = await put(token, productId)
    const issues = expect.arrayContaining([expect.objectContaining({ path: 'quantity' })])
    const refusal = { status: 400, body: { code: 'INVALID_INPUT', issues } }
    expect(await ask('POST', '/cart/add', { token, body: { productId, quantity } })).toMatchObject(refusal)
    expect(await ask('PUT', `/cart/update/${body.lines[0]?.id}`, { token, body: { quantity } })).toMatchObject(refusal)
    expect(await put(token, productId, 100_000)).toMatchObject({ status: 409, body: { code: 'QUANTITY_TOO_LARGE' } })
  },
)

test('staff list the carts that hold something, changed last first, and show one', async () => {
  const staff = await server.signIn('staff')
  const product = await give({ price: '2.50' })
  const names = ['Aroma Kitchen', 'Bombay Bazaar', 'Chutney Co']
  const tokens = []
  for (const businessName of names) {
    const token = await server.register({ businessName, lastName: 'Cartwright' })
    await put(token, product.id, 2)
    tokens.push(token)
  }
  await put(await server.register({ businessName: 'Emptied', lastName: 'Cartwright' }), product.id)
  const list = (query: string) => ask('GET', `/carts?${query}`, { token: staff })
  await ask('DELETE', '/cart/clear', { token: tokens[1] ?? '' })
  await put(tokens[0] ?? '', product.id, 1)
  const { body } = await list('search=cartwright')
  expect(body).toMatchObject({
    nextCursor: null,
    items: [
      {
        customer: { businessName: 'Aroma Kitchen' },
        lineCount: 1,
        totalQuantity: 3,
        subtotal: '7.50',
        unpricedLines: 0,
      },
      { customer: { businessName: 'Emptied' } },
      { customer: { businessName: 'Chutney Co' } },
    ],
  })
  const page = await list('search=cartwright&limit=2')
  const rest = await list(`search=cartwright&limit=2&cursor=${page.body.nextCursor}`)
  expect([...page.body.items, ...rest.body.items]).toEqual(body.items)
  expect((await list('search=100%25')).body.items).toEqual([])
  expect((await list('search=%00')).status).toBe(200)
  const shown = await ask('GET', `/carts/${body.items[0]?.id}`, { token: staff })
  expect(shown.body).toMatchObject({
    customer: { ...body.items[0]?.customer, contactPerson: 'Meera Cartwright', phoneNumber: '+12145550100' },
    subtotal: '7.50',
    lines: [{ product: { id: product.id }, quantity: 3 }],
  })
})

test.each(['["x","0198d5b5-0000-7000-8000-000000000000"]', '["-1","0198d5b5-0000-7000-8000-000000000000"]', '["1"]'])(
  'a forged cursor is refused by the list of carts: %s',
  async (position) => {
    const cursor = Buffer.from(`carts:changed\n${position}`).toString('base64url')
    const token = await server.signIn('staff')
    expect(await ask('GET', `/carts?cursor=${cursor}`, { token })).toMatchObject({
      status: 400,
      body: { code: 'INVALID_CURSOR' },
    })
  },
)
