import { Order, Ticket, TicketAttachment } from '@desideliver/db'
import { givenProduct } from '@desideliver/db/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServer, startTestServer } from '../testing/test-server.ts'

const POINTS = 30

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})

afterAll(() => server.close())

const place = (token: string, key?: string) =>
  server.rest('POST', '/api/orders/create', { token, body: {}, ...(key && { headers: { 'idempotency-key': key } }) })

async function fillCart(token: string): Promise<void> {
  const { id: productId } = await givenProduct(server.orm.em.fork())
  expect((await server.rest('POST', '/api/cart/add', { token, body: { productId, quantity: 1 } })).status).toBe(200)
}

test('a customer tries to order thirty times a minute, and nobody else is the slower for it', async () => {
  const [token, other] = [await server.register(), await server.register()]
  for (let i = 0; i < POINTS; i++)
    expect(await place(token)).toMatchObject({ status: 409, body: { code: 'CART_EMPTY' } })
  await fillCart(token)
  await fillCart(other)
  const refused = await place(token, 'too-many')
  expect(refused).toMatchObject({ status: 429, body: { code: 'TOO_MANY_REQUESTS' } })
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  const byTrpc = await server.trpc('mutation', 'orders.create', { token, body: {} })
  expect(byTrpc).toMatchObject({ status: 429, code: 'TOO_MANY_REQUESTS' })
  expect(Number(byTrpc.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await server.orm.em.fork().count(Order)).toBe(0)
  expect((await place(other)).status).toBe(201)
  // The key was not used up: once there is room again, it orders.
  await server.orm.em.fork().execute('delete from rate_limits')
  expect((await place(token, 'too-many')).status).toBe(201)
})

test('a customer opens ten tickets an hour; retries, refusals and those that staff open count for nothing', async () => {
  const token = await server.register()
  const words = { subject: 'Late again', description: 'The truck came an hour late.', category: 'delivery' }
  const open = (as: string, details: object = {}, key: string = crypto.randomUUID()) =>
    server.rest('POST', '/api/tickets', {
      token: as,
      body: { ...words, ...details },
      headers: { 'idempotency-key': key },
    })
  const { body: me } = await server.rest('GET', '/api/auth/profile', { token })
  expect((await open(token, { priority: 'high' })).status).toBe(400)
  for (let i = 0; i < 10; i++) expect((await open(token, {}, `ticket-${i}`)).status).toBe(201)
  const refused = await open(token)
  expect(refused).toMatchObject({ status: 429, body: { code: 'TOO_MANY_REQUESTS' } })
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await open(token, {}, 'ticket-3')).status).toBe(201)
  expect((await open(await server.signIn('staff'), { customerId: me.id })).status).toBe(201)
  expect((await open(await server.register())).status).toBe(201)
  expect(await server.orm.em.fork().count(Ticket, { customer: String(me.id) })).toBe(11)
})

test('someone sends sixty files an hour to tickets, and whatever more comes is not taken', async () => {
  const token = await server.register()
  const words = { subject: 'Torn bags', description: 'Three bags came torn, see photos.', category: 'product_quality' }
  const { body: ticket } = await server.rest<{ id: string }>('POST', '/api/tickets', { token, body: words })
  const send = (content: string) =>
    server.rest('POST', `/api/tickets/${ticket.id}/attachments?fileName=a.pdf`, {
      token,
      raw: content,
      headers: { 'content-type': 'application/pdf' },
    })
  for (let i = 0; i < 59; i++) expect(await send('no PDF')).toMatchObject({ status: 415 })
  expect(await send('%PDF-1.7')).toMatchObject({ status: 201 })
  const refused = await send('%PDF-1.7')
  expect(refused).toMatchObject({ status: 429, body: { code: 'TOO_MANY_REQUESTS' } })
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await server.orm.em.fork().count(TicketAttachment, { ticket: ticket.id })).toBe(1)
})

test('a retry of an order that was placed counts for nothing', async () => {
  const token = await server.register()
  await fillCart(token)
  const first = await place(token, 'one')
  expect(first.status).toBe(201)
  for (let i = 0; i < POINTS + 5; i++) expect((await place(token, 'one')).body).toEqual(first.body)
})
