import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { businessDay } from '@desideliver/db'
import { simpleParser } from 'mailparser'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type TestServer, registration, startTestServer } from '../testing/test-server.ts'

interface Item {
  id: string
  itemCode: string
  name: string
  price: string | null
  orderUnit: string
  stockQuantity: number | null
  category: { name: string }
}

interface PlacedOrder {
  id: string
  orderNumber: string
  status: string
  createdAt: string
  lines: { itemCode: string; name: string; quantity: number; unit: string; category: string }[]
}

interface Mail {
  id: string
  to: string[]
  subject: string
  text: string
  attachments: { filename: string; contentType: string; text: string | null }[]
}

let server: TestServer

beforeAll(async () => {
  server = await startTestServer({ WORKER: 'on' })
})

afterAll(() => server.close())

/** The mails about an order to an address, once they have the subjects that were promised. */
const waitForMails = (address: string, orderNumber: string, subjects: string[]): Promise<Mail[]> =>
  vi.waitFor(
    async () => {
      const { body } = await server.rest<{ items: Mail[] }>('GET', '/dev/mailbox/messages')
      const mails = body.items.filter(({ to, subject }) => to.join().includes(address) && subject.includes(orderNumber))
      expect(mails).toHaveLength(subjects.length)
      expect(mails.map(({ subject }) => subject)).toEqual(expect.arrayContaining(subjects))
      return mails
    },
    { timeout: 10_000, interval: 100 },
  )

/** The cheapest way to two different products: one with a price and tracked stock, one without a price. */
async function findProducts(): Promise<[Item, Item]> {
  const { body } = await server.rest<{ items: Item[] }>('GET', '/api/products?limit=100')
  const priced = body.items.find(({ price, stockQuantity }) => price !== null && (stockQuantity ?? 0) > 10)
  const unpriced = body.items.find(({ price, stockQuantity }) => price === null && stockQuantity === null)
  if (!priced || !unpriced) throw new Error('The demo catalogue has no such products.')
  return [priced, unpriced]
}

const dayAfter = (days: number): string =>
  businessDay(new Date(Date.now() + days * 24 * 60 * 60 * 1_000), 'America/Chicago')

const steps = ['confirmed', 'processing', 'ready', 'delivered']

async function moveThrough(id: string): Promise<void> {
  const token = await server.signIn('staff')
  for (const status of steps) await server.rest('PATCH', `/api/orders/${id}/status`, { token, body: { status } })
}

async function placeOrder(token: string, body: object = {}): Promise<PlacedOrder> {
  const [priced] = await findProducts()
  await server.rest('POST', '/api/cart/add', { token, body: { productId: priced.id, quantity: 1 } })
  const placed = await server.rest<PlacedOrder>('POST', '/api/orders/create', { token, body })
  expect(placed.status).toBe(201)
  return placed.body
}

test('a new customer registers and signs in, and the address is one however it is typed', async () => {
  const body = registration({ email: 'Priya@Example.com', phoneNumber: '(214) 555-0142' })
  const registered = await server.rest('POST', '/api/auth/register', { body })
  expect(registered).toMatchObject({
    status: 201,
    body: {
      token: expect.stringMatching(/^[\w-]{43}$/),
      expiresAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      user: { email: 'priya@example.com', role: 'customer', phoneNumber: '+12145550142', verifiedBusinessAt: null },
    },
  })
  expect(JSON.stringify(registered.body)).not.toContain('argon2')
  const again = await server.rest('POST', '/api/auth/register', { body: { ...body, email: 'PRIYA@example.com' } })
  expect(again).toMatchObject({ status: 409, body: { code: 'EMAIL_TAKEN' } })
  const credentials = { email: 'PRIYA@EXAMPLE.COM', password: body.password }
  const signedIn = await server.rest<{ token: string }>('POST', '/api/auth/login', { body: credentials })
  expect(signedIn.status).toBe(200)
  const profile = await server.rest('GET', '/api/auth/profile', { token: signedIn.body.token })
  expect(profile).toMatchObject({ status: 200, body: { email: 'priya@example.com', businessName: 'Meera Foods' } })
})

test('nobody registers as staff, and a wrong password says no more than an unknown address', async () => {
  const asStaff = await server.rest('POST', '/api/auth/register', { body: registration({ role: 'staff' }) })
  expect(asStaff).toMatchObject({ status: 400, body: { issues: [{ path: 'role' }] } })
  const wrong = { email: 'customer@desideliver.test', password: 'not the password' }
  const known = await server.rest('POST', '/api/auth/login', { body: wrong })
  const unknown = await server.rest('POST', '/api/auth/login', { body: { ...wrong, email: 'nobody@desideliver.test' } })
  expect(known).toMatchObject({ status: 401, body: { code: 'WRONG_CREDENTIALS' } })
  expect({ ...unknown.body, requestId: '' }).toEqual({ ...known.body, requestId: '' })
})

test('signing out ends the session', async () => {
  const token = await server.register()
  expect(await server.rest('POST', '/api/auth/logout', { token })).toMatchObject({ status: 200 })
  expect(await server.rest('GET', '/api/auth/profile', { token })).toMatchObject({ status: 401 })
})

test('anyone searches the catalogue by words, and shows a product by id or item code', async () => {
  const found = await server.rest<{ items: Item[] }>('GET', '/api/products?search=basmati%20rice&limit=5')
  expect(found.status).toBe(200)
  expect(found.body.items.length).toBeGreaterThan(0)
  for (const { name } of found.body.items) expect(name).toMatch(/basmati/i)
  const first = found.body.items[0]
  const byCode = await server.rest('GET', `/api/products/${first?.itemCode}/`)
  const byId = await server.rest('GET', `/api/products/${first?.id}`)
  expect(first).toMatchObject(byCode.body)
  expect(byId.body).toEqual(byCode.body)
})

test('pages of the catalogue hold every product once', async () => {
  const codes: string[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const path: string = `/api/products?limit=50${cursor && `&cursor=${encodeURIComponent(cursor)}`}`
    const { body } = await server.rest<{ items: Item[]; nextCursor: string | null }>('GET', path)
    codes.push(...body.items.map(({ itemCode }) => itemCode))
    cursor = body.nextCursor
  }
  const [{ count } = { count: 0 }] = await server.orm.em.execute<{ count: number }[]>(
    'select count(*)::int as count from products',
  )
  expect(codes).toHaveLength(count)
  expect(new Set(codes).size).toBe(count)
})

test('the cart adds up, is changed and emptied', async () => {
  const token = await server.register()
  const [product, unpriced] = await findProducts()
  const add = (productId: string, quantity: number) =>
    server.rest<{ lines: { id: string }[] }>('POST', '/api/cart/add', { token, body: { productId, quantity } })
  await add(product.id, 2)
  const { body } = await add(product.id, 3)
  expect(body).toMatchObject({
    totalQuantity: 5,
    lines: [{ quantity: 5, orderable: true, reason: null, product: { id: product.id } }],
  })
  await add(unpriced.id, 1)
  const updated = await server.rest('PUT', `/api/cart/update/${body.lines[0]?.id}`, { token, body: { quantity: 4 } })
  expect(updated.body).toMatchObject({
    totalQuantity: 5,
    unpricedLines: 1,
    subtotal: (4 * Number(product.price)).toFixed(2),
  })
  const summary = await server.rest('GET', '/api/cart/summary', { token })
  expect(summary.body).toMatchObject({ lineCount: 2, totalQuantity: 5, unpricedLines: 1, orderable: true })
  const removed = await server.rest('DELETE', `/api/cart/remove/${body.lines[0]?.id}`, { token })
  expect(removed.body).toMatchObject({ totalQuantity: 1, subtotal: '0.00' })
  expect((await server.rest('DELETE', '/api/cart/clear', { token })).body).toMatchObject({
    lines: [],
    totalQuantity: 0,
  })
})

test('an order holds what was in the cart as it was then, and the cart is empty', async () => {
  const token = await server.register({ firstName: 'Anil', lastName: 'Rao', businessName: 'Rao & Sons' })
  const [priced, unpriced] = await findProducts()
  for (const [{ id }, quantity] of [
    [priced, 2],
    [unpriced, 1],
  ] as const)
    await server.rest('POST', '/api/cart/add', { token, body: { productId: id, quantity } })
  const body = { deliveryInstructions: 'Ring twice', preferredDeliveryDate: dayAfter(7) }
  const placed = await server.rest<PlacedOrder>('POST', '/api/orders/create', { token, body })
  expect(placed.status).toBe(201)
  expect(placed.body).toMatchObject({
    status: 'pending',
    currency: 'USD',
    unpricedLines: 1,
    totalQuantity: 3,
    canCancel: true,
    nextStatuses: ['cancelled'],
    orderNumber: expect.stringMatching(/^DD\d{8}\d{3,}$/),
    subtotal: (2 * Number(priced.price)).toFixed(2),
    businessName: 'Rao & Sons',
    contactPerson: 'Anil Rao',
    phoneNumber: '+12145550100',
    actualDeliveryDate: null,
    ...body,
    deliveryAddress: expect.stringContaining('1 Elm Street'),
    lines: [priced, unpriced].map(({ itemCode, name, orderUnit, price, category }, index) => ({
      itemCode,
      name,
      price,
      unit: orderUnit,
      category: category.name,
      quantity: 2 - index,
    })),
    history: [{ from: null, to: 'pending', changedBy: 'Anil Rao' }],
  })
  const { id, orderNumber } = placed.body
  expect((await server.rest('GET', '/api/cart', { token })).body).toMatchObject({ lines: [] })
  const stock = await server.rest<Item>('GET', `/api/products/${priced.id}`)
  expect(stock.body.stockQuantity).toBe((priced.stockQuantity ?? 0) - 2)
  expect((await server.rest('GET', '/api/orders', { token })).body).toMatchObject({
    items: [{ id, orderNumber }],
    nextCursor: null,
  })
})

test('staff find an order and move it along to delivered, and the customer follows it', async () => {
  const token = await server.register()
  const { id, orderNumber } = await placeOrder(token)
  const staff = await server.signIn('staff')
  const found = await server.rest('GET', `/api/orders/staff?search=${orderNumber}`, { token: staff })
  expect(found.body).toMatchObject({
    items: [{ id, nextStatuses: expect.arrayContaining(['confirmed', 'cancelled']) }],
  })
  for (const status of steps) {
    const moved = await server.rest('PATCH', `/api/orders/${id}/status`, {
      token: staff,
      body: { status, note: `now ${status}` },
    })
    expect(moved).toMatchObject({ status: 200, body: { status } })
  }
  const seen = await server.rest<{ updatedAt: string; actualDeliveryDate: string }>('GET', `/api/orders/${id}`, {
    token,
  })
  expect(seen.body).toMatchObject({
    status: 'delivered',
    canCancel: false,
    nextStatuses: [],
    history: [
      { from: null, to: 'pending' },
      { from: 'pending', to: 'confirmed', note: 'now confirmed', changedBy: 'DesiDeliver' },
      { from: 'confirmed', to: 'processing' },
      { from: 'processing', to: 'ready' },
      { from: 'ready', to: 'delivered' },
    ],
  })
  expect(seen.body.actualDeliveryDate).toBe(businessDay(new Date(seen.body.updatedAt), 'America/Chicago'))
})

test('the customer gets a mail for the order and one for each step', async () => {
  const email = 'steps@example.com'
  const { id, orderNumber } = await placeOrder(await server.register({ email }))
  await moveThrough(id)
  const subjects = steps.map((status) => `Your order ${orderNumber} is ${status}`)
  const mails = await waitForMails(email, orderNumber, [`We have your order ${orderNumber}`, ...subjects])
  expect(mails.filter(({ text }) => text.includes(orderNumber))).toHaveLength(5)
})

test('the coordinator gets a new order with its CSV', async () => {
  const { orderNumber, createdAt, lines } = await placeOrder(await server.register({ businessName: 'Rao & Sons' }))
  const [notice] = await waitForMails('coordinator@desideliver.test', orderNumber, [
    `New order ${orderNumber} from Rao & Sons`,
  ])
  const day = businessDay(new Date(createdAt), 'America/Chicago').replaceAll('-', '')
  expect(notice?.attachments).toMatchObject([
    { filename: `DesiDeliver_Order_${orderNumber}_${day}.csv`, contentType: 'text/csv' },
  ])
  const [header, ...rows] = notice?.attachments[0]?.text?.trimEnd().split('\r\n') ?? []
  expect(header).toBe('Item Code,Description,Quantity,Unit,Category')
  expect(rows).toEqual(
    lines.map(({ itemCode, name, quantity, unit, category }) => [itemCode, name, quantity, unit, category].join()),
  )
})

test('the coordinator hears that an order is ready', async () => {
  const { id, orderNumber } = await placeOrder(await server.register({ businessName: 'Rao & Sons' }))
  await moveThrough(id)
  const subjects = [`New order ${orderNumber} from Rao & Sons`, expect.stringMatching(/ready/)]
  expect(await waitForMails('coordinator@desideliver.test', orderNumber, subjects)).toHaveLength(2)
})

test('a step that leaves one out or goes back is refused with the steps that would have worked', async () => {
  const token = await server.register()
  const staff = await server.signIn('staff')
  const { id } = await placeOrder(token)
  const move = (status: string) =>
    server.rest<{ message: string }>('PATCH', `/api/orders/${id}/status`, { token: staff, body: { status } })
  const skipped = await move('delivered')
  expect(skipped.status).toBe(409)
  expect(skipped.body.message).toContain('confirmed')
  for (const status of steps) expect((await move(status)).status).toBe(200)
  for (const status of ['pending', 'cancelled', 'delivered']) expect((await move(status)).status).toBe(409)
})

test('cancelling puts the stock back, once', async () => {
  const token = await server.register()
  const [{ stockQuantity, id: productId }] = await findProducts()
  const { id } = await placeOrder(token)
  const stock = async () => (await server.rest<Item>('GET', `/api/products/${productId}`)).body.stockQuantity
  expect(await stock()).toBe((stockQuantity ?? 0) - 1)
  const cancelled = await server.rest('POST', `/api/orders/${id}/cancel`, { token, body: { reason: 'Too much' } })
  expect(cancelled).toMatchObject({ status: 200, body: { status: 'cancelled', canCancel: false } })
  expect((await server.rest('POST', `/api/orders/${id}/cancel`, { token })).status).toBe(409)
  expect(await stock()).toBe(stockQuantity)
})

test('what a customer types reaches the mails as text, never as markup or another recipient', async () => {
  const email = 'evil@example.com'
  const token = await server.register({ email, businessName: '<img src=x onerror=alert(1)>' })
  const contactPerson = '"Eve" <eve@elsewhere.example>, bcc'
  const { orderNumber } = await placeOrder(token, { contactPerson, deliveryInstructions: '<script>alert(1)</script>' })
  const [mail] = await waitForMails(email, orderNumber, [`We have your order ${orderNumber}`])
  const html = await (await fetch(`${server.url}/dev/mailbox/messages/${mail?.id}/html`)).text()
  expect(html).toContain('&lt;script&gt;')
  expect(html).not.toMatch(/<script|<img/)
  const { to, cc, bcc } = await simpleParser(await readFile(join(server.mailboxFolder, `${mail?.id}.eml`)))
  expect([to].flat().flatMap((list) => list?.value.map(({ address }) => address))).toEqual([email])
  expect([cc, bcc]).toEqual([undefined, undefined])
})

test('a line break in a name is refused: it could begin another mail header', async () => {
  const token = await server.register()
  const answer = await server.rest('POST', '/api/orders/create', {
    token,
    body: { contactPerson: 'Eve\r\nBcc: x@example.com' },
  })
  expect(answer).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT', issues: [{ path: 'contactPerson' }] } })
})
