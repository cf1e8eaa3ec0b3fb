import { OrderStatusChange, Product, newId } from '@desideliver/db'
import { givenOrder, givenProduct, givenUser } from '@desideliver/db/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mailsTo, untilIdle } from '../testing/mailed.ts'
import { type TestServer, startTestServer } from '../testing/test-server.ts'

let server: TestServer
let staff: string

beforeAll(async () => {
  server = await startTestServer({ WORKER: 'on', RATE_LIMITS: 'off' })
  staff = await server.signIn('staff')
}, 60_000)

afterAll(() => server.close())

interface ShownOrder {
  id: string
  orderNumber: string
  status: string
  version: number
  subtotal: string
  lines: { itemCode: string; quantity: number; deliveredQuantity: number | null; lostQuantity: number | null }[]
  history: { from: string | null; to: string; note: string | null }[]
}

/** An order of five cases at ten dollars out of twenty, placed over HTTP. */
async function place(token: string): Promise<ShownOrder & { stock: () => Promise<number | null> }> {
  const product = await givenProduct(server.orm.em.fork(), { price: '10.00', stockQuantity: 20 })
  await server.rest('POST', '/api/cart/add', { token, body: { productId: product.id, quantity: 5 } })
  const { body } = await server.rest<ShownOrder>('POST', '/api/orders/create', { token, body: {} })
  const stock = async () => (await server.orm.em.fork().findOneOrFail(Product, product.id)).stockQuantity
  return { ...body, stock }
}

type Answer = ShownOrder & { code: string; message: string }

const move = (id: string, body: object, token = staff) =>
  server.rest<Answer>('PATCH', `/api/orders/${id}/status`, { token, body })

const cancelAs = (token: string, id: string, body: object = {}) =>
  server.rest<Answer>('POST', `/api/orders/${id}/cancel`, { token, body })

const show = (id: string, token = staff) => server.rest<ShownOrder>('GET', `/api/orders/${id}`, { token })

/** As many rounds of calls at once as make a hundred. */
const hundred = <T>(...calls: (() => Promise<T>)[]): Promise<T[]> =>
  Promise.all(Array.from({ length: 100 }, (_, index) => (calls[index % calls.length] as () => Promise<T>)()))

test('of a hundred who cancel at once one wins, the others are told what would have worked, and stock is exact', async () => {
  const token = await server.register()
  const order = await place(token)
  expect(await order.stock()).toBe(15)
  const cancel = () => cancelAs(token, order.id)
  const answers = await hundred(cancel, () => move(order.id, { status: 'cancelled' }))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  const refused = answers.filter(({ status }) => status === 409)
  expect(refused).toHaveLength(99)
  for (const { body } of refused)
    expect(body).toMatchObject({
      code: 'INVALID_STATUS_TRANSITION',
      message: `Order ${order.orderNumber} is cancelled and cannot become cancelled: nothing follows that state.`,
    })
  expect(await order.stock()).toBe(20)
  expect(await server.orm.em.fork().count(OrderStatusChange, { order: order.id })).toBe(2)
})

test('of a hundred who confirm or cancel what they have read one wins, the others are told what would work now', async () => {
  const token = await server.register()
  const order = await place(token)
  const { version } = order
  const cancel = () => cancelAs(token, order.id, { version })
  const answers = await hundred(cancel, () => move(order.id, { status: 'confirmed', version }))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  const { body } = await show(order.id)
  const next = body.status === 'cancelled' ? 'nothing follows that state' : 'it can become processing or cancelled'
  const message = `Order ${order.orderNumber} has changed since you read it: it is ${body.status} now, and ${next}.`
  const ofCustomer = message.replace('processing or ', '')
  const refused = answers.filter(({ status }) => status === 409)
  expect(refused).toHaveLength(99)
  for (const answer of refused) {
    expect(answer.body.code).toBe('STALE_VERSION')
    expect([message, ofCustomer]).toContain(answer.body.message)
  }
  expect(body.history).toHaveLength(2)
  expect(await order.stock()).toBe(body.status === 'cancelled' ? 20 : 15)
})

test('the version that an answer tells is the one to go on with', async () => {
  const order = await place(await server.register())
  const confirmed = await move(order.id, { status: 'confirmed', version: order.version })
  expect(confirmed.status).toBe(200)
  const processing = await move(order.id, { status: 'processing', version: confirmed.body.version })
  expect(processing.status).toBe(200)
  expect((await show(order.id)).body.version).toBe(processing.body.version)
  expect(await move(order.id, { status: 'ready', version: confirmed.body.version })).toMatchObject({
    status: 409,
    body: { code: 'STALE_VERSION', message: expect.stringContaining('it can become ready or cancelled') },
  })
})

test('a short delivery is seen by customer and staff, in history and audit, and told by mail once', async () => {
  const email = 'short@example.com'
  const token = await server.register({ email, firstName: 'Anil' })
  const order = await place(token)
  for (const status of ['confirmed', 'processing']) await move(order.id, { status })
  const [{ itemCode } = { itemCode: '' }] = order.lines
  const body = { lines: [{ itemCode, deliveredQuantity: 3, lostQuantity: 1 }], reason: 'One case fell' }
  const say = () => server.rest<ShownOrder>('POST', `/api/orders/${order.id}/short-delivery`, { token: staff, body })
  const said = await say()
  expect(said).toMatchObject({
    status: 200,
    body: {
      status: 'processing',
      subtotal: '30.00',
      totalQuantity: 3,
      lines: [{ quantity: 5, deliveredQuantity: 3, lostQuantity: 1, shortReason: 'One case fell' }],
    },
  })
  expect((await say()).body.version).toBe(said.body.version)
  expect(await order.stock()).toBe(16)
  const seen = await show(order.id, token)
  expect(seen.body.lines).toMatchObject([{ quantity: 5, deliveredQuantity: 3, lostQuantity: null }])
  const note = `We deliver 3 of 5 x TOOR DAL 10X4LB (${itemCode}). One case fell`
  expect(seen.body.history.at(-1)).toMatchObject({ from: 'processing', to: 'processing', note })
  const audit = await server.rest('GET', `/api/audit?objectId=${order.id}&action=orders.deliver-short`, {
    token: staff,
  })
  expect(audit.body.items).toMatchObject([
    {
      before: { [itemCode]: '5 of 5 delivered, 0 lost', subtotal: '50.00' },
      after: { [itemCode]: '3 of 5 delivered, 1 lost', subtotal: '30.00', reason: 'One case fell' },
    },
  ])
  await untilIdle(server)
  const mails = (await mailsTo(server, email)).filter(({ subject }) => subject.includes('has changed'))
  expect(mails).toMatchObject([{ subject: `What we deliver of your order ${order.orderNumber} has changed` }])
  expect(mails[0]?.text).toContain(note)
  expect(mails[0]?.text).toContain('3 of 5 x TOOR DAL')
  expect(mails[0]?.text).toContain('Subtotal: $30.00')
})

test('an id in capital letters is the same order, to its mails and the audit, too', async () => {
  const token = await server.register()
  const { id, lines } = await place(token)
  for (const status of ['confirmed', 'processing']) expect((await move(id.toUpperCase(), { status })).status).toBe(200)
  const body = { lines: [{ itemCode: lines[0]?.itemCode, deliveredQuantity: 4 }], reason: 'One case fell' }
  await server.rest('POST', `/api/orders/${id.toUpperCase()}/short-delivery`, { token: staff, body })
  const audit = await server.rest('GET', `/api/audit?objectId=${id}`, { token: staff })
  expect(audit.body.items).toMatchObject([
    { action: 'orders.deliver-short' },
    { action: 'orders.change-status' },
    { action: 'orders.change-status' },
  ])
  const jobs = await server.orm.em
    .fork()
    .execute<object[]>("select distinct data ->> 'orderId' as id from pgboss.job where lower(data ->> 'orderId') = ?", [
      id,
    ])
  expect(jobs).toEqual([{ id }])
})

test('what was delivered in full is known once the order is delivered, and can still be corrected', async () => {
  const order = await place(await server.register())
  const [{ itemCode } = { itemCode: '' }] = order.lines
  expect(order.lines).toMatchObject([{ deliveredQuantity: null }])
  for (const status of ['confirmed', 'processing', 'ready', 'delivered']) await move(order.id, { status })
  expect((await show(order.id)).body.lines).toMatchObject([{ quantity: 5, deliveredQuantity: 5 }])
  const body = { lines: [{ itemCode, deliveredQuantity: 4 }], reason: 'One was missing on arrival' }
  const corrected = await server.rest('POST', `/api/orders/${order.id}/short-delivery`, { token: staff, body })
  expect(corrected).toMatchObject({ status: 200, body: { status: 'delivered', lines: [{ deliveredQuantity: 4 }] } })
})

test.each([
  ['no lines', { lines: [], reason: 'x' }, 'lines'],
  [
    'a code twice',
    { lines: [1, 2].map((deliveredQuantity) => ({ itemCode: 'A', deliveredQuantity })), reason: 'x' },
    'lines',
  ],
  ['no reason', { lines: [{ itemCode: 'A', deliveredQuantity: 1 }] }, 'reason'],
  ['less than none', { lines: [{ itemCode: 'A', deliveredQuantity: -1 }], reason: 'x' }, 'lines.0.deliveredQuantity'],
  ['half a case', { lines: [{ itemCode: 'A', deliveredQuantity: 0.5 }], reason: 'x' }, 'lines.0.deliveredQuantity'],
  [
    'more than a number holds',
    { lines: [{ itemCode: 'A', deliveredQuantity: 2 ** 31 }], reason: 'x' },
    'lines.0.deliveredQuantity',
  ],
])('a short delivery with %s is refused', async (_what, body, path) => {
  const answer = await server.rest('POST', `/api/orders/${newId()}/short-delivery`, { token: staff, body })
  expect(answer).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT', issues: [{ path }] } })
})

interface Bulk {
  changed: number
  refused: number
  results: { orderId: string; order: { status: string } | null; refusal: { code: string; message: string } | null }[]
}

const moveMany = (body: object) => server.rest<Bulk>('POST', '/api/orders/bulk-status', { token: staff, body })

test('of many orders each is moved or refused by itself, and one that stands twice is moved once', async () => {
  const email = 'many@example.com'
  const token = await server.register({ email })
  const [first, second, done] = [await place(token), await place(token), await place(token)]
  await move(done.id, { status: 'cancelled' })
  const missing = newId()
  const orderIds = [first.id, done.id, missing, second.id, first.id.toUpperCase()]
  const { status, body } = await moveMany({ orderIds, status: 'confirmed', note: 'Truck 2' })
  expect([status, body.changed, body.refused]).toEqual([200, 2, 2])
  expect(body.results).toMatchObject([
    { orderId: first.id, order: { status: 'confirmed' }, refusal: null },
    { orderId: done.id, order: null, refusal: { code: 'INVALID_STATUS_TRANSITION' } },
    { orderId: missing, order: null, refusal: { code: 'ORDER_NOT_FOUND' } },
    { orderId: second.id, order: { status: 'confirmed' }, refusal: null },
  ])
  expect((await show(first.id)).body.history.map(({ to, note }) => [to, note])).toEqual([
    ['pending', null],
    ['confirmed', 'Truck 2'],
  ])
  await untilIdle(server)
  const subjects = (await mailsTo(server, email)).map(({ subject }) => subject)
  expect(subjects.filter((subject) => subject.endsWith('is confirmed'))).toHaveLength(2)
})

test('many orders are cancelled with their stock put back, for a reason that mail and history tell', async () => {
  const email = 'reason@example.com'
  const token = await server.register({ email })
  const [first, second] = [await place(token), await place(token)]
  await moveMany({ orderIds: [first.id, second.id], status: 'cancelled', note: 'Out of season' })
  expect([await first.stock(), await second.stock()]).toEqual([20, 20])
  await untilIdle(server)
  const mails = (await mailsTo(server, email)).filter(({ subject }) => subject.endsWith('is cancelled'))
  expect(mails.map(({ text }) => text.includes('is cancelled. Out of season'))).toEqual([true, true])
})

test('a customer’s reason to cancel is in the history and the mail', async () => {
  const email = 'cancels@example.com'
  const token = await server.register({ email })
  const { id } = await place(token)
  const answer = await cancelAs(token, id, { reason: 'Ordered twice' })
  expect(answer.body).toMatchObject({ status: 'cancelled', history: [{}, { to: 'cancelled', note: 'Ordered twice' }] })
  await untilIdle(server)
  const mail = (await mailsTo(server, email)).find(({ subject }) => subject.endsWith('is cancelled'))
  expect(mail?.text).toContain('is cancelled. Ordered twice')
})

test('none, and more than a hundred, are refused as many', async () => {
  for (const orderIds of [[], Array.from({ length: 101 }, newId), ['x']])
    expect((await moveMany({ orderIds, status: 'confirmed' })).status).toBe(400)
})

test('every way to an order that is unknown, or another customer’s, is not found', async () => {
  const owner = await givenUser(server.orm.em.fork())
  const line = { product: await givenProduct(server.orm.em.fork()), quantity: 1 }
  const foreign = await givenOrder(server.orm.em.fork(), owner, [line])
  const stranger = await server.register()
  const short = { lines: [{ itemCode: 'A', deliveredQuantity: 0 }], reason: 'x' }
  const ways = (id: string, token: string) => [
    server.rest('GET', `/api/orders/${id}`, { token }),
    server.rest('POST', `/api/orders/${id}/cancel`, { token, body: {} }),
  ]
  const ofStaff = (id: string) => [
    server.rest('GET', `/api/orders/${id}`, { token: staff }),
    server.rest('PATCH', `/api/orders/${id}/status`, { token: staff, body: { status: 'confirmed' } }),
    server.rest('POST', `/api/orders/${id}/short-delivery`, { token: staff, body: short }),
  ]
  const nobodys = newId()
  const answers = await Promise.all([...ways(foreign.id, stranger), ...ways(nobodys, stranger), ...ofStaff(nobodys)])
  for (const answer of answers) expect(answer).toMatchObject({ status: 404, body: { code: 'ORDER_NOT_FOUND' } })
})
