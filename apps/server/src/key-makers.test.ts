import { ApiKey, AuditEntry, User } from '@desideliver/db'
import { givenOrder, givenProduct, givenUser } from '@desideliver/db/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { race } from '../testing/race.ts'
import { type TestServer, registration, startTestServer } from '../testing/test-server.ts'
import { demoEmail } from './seed.ts'

let server: TestServer
let admin: string

beforeAll(async () => {
  server = await startTestServer({ RATE_LIMITS: 'off' })
  admin = await server.signIn('admin')
})

afterAll(() => server.close())

const em = () => server.orm.em.fork()

const post = <Body = Record<string, unknown>>(path: string, body: object, token = admin) =>
  server.rest<Body>('POST', `/api${path}`, { token, body })

const makeKey = (details: object, token = admin) =>
  post<{ id: string; key: string; code?: string }>(
    '/api-keys',
    { name: 'Warehouse', scopes: ['orders:read'], ...details },
    token,
  )

/** Another admin, signed in. */
async function givenAdmin() {
  const { email, password } = registration()
  await server.register({ email, password })
  await em().nativeUpdate(User, { email }, { role: 'admin' })
  const { id } = await em().findOneOrFail(User, { email })
  const { body } = await post('/auth/login', { email, password })
  return { id, email, token: String(body.token) }
}

const readOrders = async (token: string) => (await server.rest('GET', '/api/orders', { token })).status

test.each(['staff', 'admin'] as const)('an admin makes no key that acts for someone else who is %s', async (role) => {
  const { id: userId } = await givenUser(em(), { role })
  const before = await server.readDatabase()
  expect(await makeKey({ userId })).toMatchObject({ status: 403, body: { code: 'KEY_FOR_STAFF' } })
  expect(await server.readDatabase()).toEqual(before)
})

test('an admin makes keys for itself, named or not', async () => {
  const { id: userId } = await em().findOneOrFail(User, { email: demoEmail('admin') })
  expect(await makeKey({ userId })).toMatchObject({ status: 201, body: { user: { id: userId } } })
  expect(await makeKey({ userId: userId.toUpperCase() })).toMatchObject({ status: 201, body: { user: { id: userId } } })
  expect(await makeKey({})).toMatchObject({ status: 201, body: { user: { id: userId }, createdBy: { id: userId } } })
})

test('a key for a customer opens nothing while the admin who made it is disabled', async () => {
  const maker = await givenAdmin()
  const customer = await givenUser(em())
  const { key, id } = (await makeKey({ userId: customer.id }, maker.token)).body
  expect(await readOrders(key)).toBe(200)
  expect((await post(`/users/${maker.id}/disable`, {})).status).toBe(200)
  const seen = (await em().findOneOrFail(ApiKey, id)).lastUsedAt
  expect(await readOrders(key)).toBe(401)
  expect((await em().findOneOrFail(ApiKey, id)).lastUsedAt).toEqual(seen)
  expect((await post(`/users/${maker.id}/enable`, {})).status).toBe(200)
  expect(await readOrders(key)).toBe(200)
})

test('a demotion ends the keys that the admin made, for good', async () => {
  const maker = await givenAdmin()
  const customer = await givenUser(em())
  const { key, id } = (await makeKey({ userId: customer.id }, maker.token)).body
  const { body: kept } = await makeKey({ userId: customer.id })
  expect((await post(`/users/${maker.id}/role`, { role: 'staff' })).status).toBe(200)
  expect(await readOrders(key)).toBe(401)
  expect(await server.rest('GET', '/api/api-keys?limit=100', { token: admin })).toMatchObject({
    body: {
      items: expect.arrayContaining([
        expect.objectContaining({
          id,
          createdBy: { id: maker.id, email: maker.email },
          revokedAt: expect.any(String),
        }),
      ]),
    },
  })
  expect((await post(`/users/${maker.id}/role`, { role: 'admin' })).status).toBe(200)
  expect(await readOrders(key)).toBe(401)
  expect(await readOrders(kept.key)).toBe(200)
})

test('whoever made a key and is no admin any more, by whatever way, opens nothing with it', async () => {
  const maker = await givenAdmin()
  const { key } = (await makeKey({ userId: (await givenUser(em())).id }, maker.token)).body
  await em().nativeUpdate(User, { id: maker.id }, { role: 'staff' })
  expect(await readOrders(key)).toBe(401)
})

const userRow = 'select id from users where id = ? for update'

test('a key made while its user becomes staff is refused, or ended with the rest', async () => {
  for (const order of ['the key first', 'the key last']) {
    const { id: userId } = await givenUser(em())
    const make = () => makeKey({ userId })
    const promote = async () => {
      const { status, body } = await post(`/users/${userId}/role`, { role: 'staff' })
      return { status, body: { code: String(body.code), key: '' } }
    }
    const calls = order === 'the key first' ? [make, promote] : [promote, make]
    const answers = await race<{ status: number; body: { code?: string; key: string } }>(
      server,
      [userRow, userId],
      calls,
    )
    const [made, promoted] = order === 'the key first' ? answers : answers.toReversed()
    expect({ order, status: promoted?.status }).toEqual({ order, status: 200 })
    expect({ order, status: made?.status }).toEqual({ order, status: order === 'the key first' ? 201 : 403 })
    expect(await em().count(ApiKey, { user: userId, revokedAt: null })).toBe(0)
  }
})

test('a key is refused to an admin who is demoted at that moment', async () => {
  const maker = await givenAdmin()
  const { id: userId } = await givenUser(em())
  const demote = () => post(`/users/${maker.id}/role`, { role: 'staff' })
  const make = () => post('/api-keys', { name: 'Late', scopes: ['orders:read'], userId }, maker.token)
  const [demoted, made] = await race(server, [userRow, maker.id], [demote, make])
  expect([demoted?.status, made?.status]).toEqual([200, 403])
  expect(await em().count(ApiKey, { createdBy: maker.id })).toBe(0)
})

const HEADER = 'item_number,item_description,product_category,sheet_source,order,stock,price,has_pricing,has_stock_info'

test('what is done through a key is written in the audit with the key, and what a person does without', async () => {
  const { key, id } = (await makeKey({ scopes: ['orders:write', 'catalogue:write'] })).body
  const order = await givenOrder(em(), await givenUser(em()), [{ product: await givenProduct(em()), quantity: 1 }])
  const move = (status: string, token: string) =>
    server.rest('PATCH', `/api/orders/${order.id}/status`, { token, body: { status } })
  expect((await move('confirmed', key)).status).toBe(200)
  expect((await move('processing', admin)).status).toBe(200)
  const raw = `${HEADER}\nKEY-1,KEYED DAL 10X4LB,Grain Market,GRAIN,,5,12.50,TRUE,TRUE\n`
  const headers = { 'content-type': 'text/csv' }
  expect(await server.rest('POST', '/api/products/import', { token: key, raw, headers })).toMatchObject({
    status: 200,
    body: { created: 1 },
  })
  const { id: adminId } = await em().findOneOrFail(User, { email: demoEmail('admin') })
  const list = (query: string) => server.rest('GET', `/api/audit?${query}`, { token: admin })
  const actor = expect.objectContaining({ id: adminId })
  expect((await list(`objectId=${order.id}`)).body.items).toMatchObject([
    { actor, apiKeyId: null, after: { status: 'processing' } },
    { actor, apiKeyId: id, after: { status: 'confirmed' } },
  ])
  expect((await list('action=products.import')).body.items).toMatchObject([{ actor, apiKeyId: id }])
})

test('a key that stands in the audit stays, so that its maker can be found', async () => {
  const { key, id } = (await makeKey({ scopes: ['orders:write'] })).body
  const order = await givenOrder(em(), await givenUser(em()), [{ product: await givenProduct(em()), quantity: 1 }])
  const body = { status: 'confirmed' }
  expect((await server.rest('PATCH', `/api/orders/${order.id}/status`, { token: key, body })).status).toBe(200)
  expect(await em().count(AuditEntry, { apiKey: id })).toBe(1)
  await expect(em().nativeDelete(ApiKey, { id })).rejects.toThrow('audit_entries_api_key_id_foreign')
})
