import { Product } from '@desideliver/db'
import { expect, test } from 'vitest'
import { type TestServer, startTestServer } from '../testing/test-server.ts'

async function fillCart(server: TestServer, token: string): Promise<void> {
  const product = await server.orm.em.fork().findOneOrFail(Product, { itemCode: 'DD-1001' })
  const filled = await server.rest('POST', '/api/cart/add', { token, body: { productId: product.id, quantity: 1 } })
  expect(filled.status).toBe(200)
}

const order = (server: TestServer, token: string) =>
  server.rest('POST', '/api/orders/create', { token, body: {}, headers: { 'idempotency-key': 'the-only-one' } })

test('where it is asked for, ordering waits until staff have verified the business', async () => {
  await using server = await startTestServer({ ORDERS_REQUIRE_VERIFIED_BUSINESS: 'on' })
  const token = await server.register()
  await fillCart(server, token)
  const before = await server.readDatabase()
  const refused = await order(server, token)
  expect(refused).toMatchObject({ status: 409, body: { code: 'BUSINESS_NOT_VERIFIED' } })
  expect(await server.readDatabase()).toEqual(before)

  const { body: profile } = await server.rest<{ id: string }>('GET', '/api/auth/profile', { token })
  const staff = await server.signIn('staff')
  await server.rest('POST', `/api/users/${profile.id}/verify-business`, { token: staff })
  expect((await order(server, token)).status).toBe(201)
})

test('otherwise nobody waits', async () => {
  await using server = await startTestServer()
  const token = await server.register()
  await fillCart(server, token)
  expect((await order(server, token)).status).toBe(201)
})
