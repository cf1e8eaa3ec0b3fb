import { createHash } from 'node:crypto'
import { ApiKey, AuditEntry, Session, User, newId } from '@desideliver/db'
import { givenOrder, givenProduct, givenUser } from '@desideliver/db/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoEmail } from './seed.ts'
import { type TestServer, registration, startTestServer } from '../testing/test-server.ts'

interface Key {
  key: string
  id: string
  prefix: string
  expiresAt: string
}

let server: TestServer
let admin: string
let staff: string

beforeAll(async () => {
  server = await startTestServer()
  admin = await server.signIn('admin')
  staff = await server.signIn('staff')
})

afterAll(() => server.close())

const em = () => server.orm.em.fork()

const hash = (text: string): string => createHash('sha256').update(text).digest('hex')

async function givenKey(details: Record<string, unknown> = {}): Promise<Key> {
  const body = { name: 'Warehouse', scopes: ['orders:read'], ...details }
  const answer = await server.rest<Key>('POST', '/api/api-keys', { token: admin, body })
  expect(answer.status).toBe(201)
  return answer.body
}

const demoUser = (role: 'customer' | 'staff' | 'admin') => em().findOneOrFail(User, { email: demoEmail(role) })

test('a key is shown once, and only its hash and its beginning are stored', async () => {
  const { body } = await server.rest('POST', '/api/api-keys', {
    token: admin,
    body: { name: ' Warehouse ', scopes: ['orders:read', 'orders:write', 'orders:read'] },
  })
  const { key, ...shown } = body
  expect(key).toMatch(/^dd_[\w-]{43}$/)
  expect(shown).toEqual({
    id: expect.any(String),
    name: 'Warehouse',
    prefix: String(key).slice(0, 10),
    scopes: ['orders:read', 'orders:write'],
    user: { id: (await demoUser('admin')).id, email: demoEmail('admin'), role: 'admin' },
    createdBy: { id: (await demoUser('admin')).id, email: demoEmail('admin') },
    expiresAt: expect.any(String),
    revokedAt: null,
    lastUsedAt: null,
    createdAt: expect.any(String),
  })
  expect(Date.parse(String(shown.expiresAt)) - Date.parse(String(shown.createdAt))).toBe(90 * 86_400_000)
  const stored = await em().findOneOrFail(ApiKey, String(shown.id))
  expect(stored.keyHash).toBe(hash(String(key)))
  expect(JSON.stringify(await server.readDatabase())).not.toContain(key)
  const list = await server.rest<{ items: unknown[] }>('GET', '/api/api-keys?limit=1', { token: admin })
  expect(list.body.items).toEqual([shown])
})

test.each([
  ['scopes', { scopes: [] }],
  ['scopes.0', { scopes: ['users:write'] }],
  ['scopes', { scopes: undefined }],
  ['expiresInDays', { expiresInDays: 0 }],
  ['expiresInDays', { expiresInDays: 366 }],
  ['name', { name: ' ' }],
  ['userId', { userId: 'me' }],
  ['key', { key: 'dd_mine' }],
])('a key with a wrong %s is refused: %j', async (path, details) => {
  const before = await server.readDatabase()
  const body = { name: 'Warehouse', scopes: ['orders:read'], ...details }
  const answer = await server.rest('POST', '/api/api-keys', { token: admin, body })
  expect(answer).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT', issues: [{ path }] } })
  expect(await server.readDatabase()).toEqual(before)
})

test('a key for a user nobody knows is refused', async () => {
  const body = { name: 'Warehouse', scopes: ['orders:read'], userId: newId() }
  const answer = await server.rest('POST', '/api/api-keys', { token: admin, body })
  expect(answer).toMatchObject({ status: 404, body: { code: 'USER_NOT_FOUND' } })
})

test('a customer’s key acts as that customer, and for nobody else', async () => {
  const customer = await givenUser(em())
  const product = await givenProduct(em())
  const own = await givenOrder(em(), await em().findOneOrFail(User, customer.id), [{ product, quantity: 1 }])
  const foreign = await givenOrder(em(), await givenUser(em()), [{ product, quantity: 1 }])
  const { key } = await givenKey({ userId: customer.id })
  const list = await server.rest<{ items: { id: string }[] }>('GET', '/api/orders', { token: key })
  expect(list.body.items.map(({ id }) => id)).toEqual([own.id])
  expect(await server.trpc('query', 'orders.get', { token: key, body: { id: own.id } })).toMatchObject({ status: 200 })
  expect(await server.rest('GET', `/api/orders/${foreign.id}`, { token: key })).toMatchObject({ status: 404 })
  expect(await server.rest('GET', '/api/orders/staff', { token: key })).toMatchObject({
    status: 403,
    body: { code: 'FORBIDDEN' },
  })
})

test('a key does only what its scopes name', async () => {
  const { key } = await givenKey({ scopes: ['orders:read'] })
  expect(await server.rest('GET', '/api/orders/staff', { token: key })).toMatchObject({ status: 200 })
  expect(
    await server.rest('PATCH', `/api/orders/${newId()}/status`, { token: key, body: { status: 'confirmed' } }),
  ).toMatchObject({ status: 403, body: { code: 'SCOPE_MISSING', message: expect.stringContaining('orders:write') } })
  expect((await server.rest('GET', '/api/products', { token: key })).status).toBe(200)
})

test('no key manages keys, sees the account or signs out, whatever its scopes', async () => {
  const scopes = ['catalogue:read', 'catalogue:write', 'orders:read', 'orders:write']
  const { key, id } = await givenKey({ scopes })
  const before = await em().count(ApiKey)
  const asks = [
    server.rest('GET', '/api/api-keys', { token: key }),
    server.rest('POST', '/api/api-keys', { token: key, body: { name: 'Another', scopes } }),
    server.rest('DELETE', `/api/api-keys/${id}`, { token: key }),
    server.rest('GET', '/api/auth/profile', { token: key }),
    server.rest('POST', '/api/auth/logout', { token: key }),
  ]
  for (const ask of asks) expect(await ask).toMatchObject({ status: 403, body: { code: 'SCOPE_MISSING' } })
  expect(await em().count(ApiKey)).toBe(before)
  expect((await em().findOneOrFail(ApiKey, id)).revokedAt).toBeNull()
})

test('a revoked key opens nothing, at once; revoking it again changes nothing', async () => {
  const { key, id } = await givenKey()
  const first = await server.rest('DELETE', `/api/api-keys/${id}`, { token: admin })
  expect(first).toMatchObject({ status: 200, body: { id, revokedAt: expect.any(String) } })
  expect(await server.rest('GET', '/api/orders/staff', { token: key })).toMatchObject({
    status: 401,
    body: { code: 'UNAUTHENTICATED' },
  })
  const before = await server.readDatabase()
  const again = await server.trpc<{ revokedAt: Date }>('mutation', 'apiKeys.revoke', { token: admin, body: { id } })
  expect(again).toMatchObject({ status: 200, data: { revokedAt: first.body.revokedAt } })
  expect(await server.readDatabase()).toEqual(before)
  expect(await server.rest('DELETE', `/api/api-keys/${newId()}`, { token: admin })).toMatchObject({
    status: 404,
    body: { code: 'API_KEY_NOT_FOUND' },
  })
})

test('two that revoke a key at once leave one entry in the audit', async () => {
  const { id } = await givenKey()
  const revoke = () => server.rest('DELETE', `/api/api-keys/${id}`, { token: admin })
  const [first, second] = await Promise.all([revoke(), revoke()])
  expect(first.body).toEqual(second.body)
  expect(await em().count(AuditEntry, { action: 'api-keys.revoke', objectId: id })).toBe(1)
})

test('an expired key opens nothing', async () => {
  const { key, id } = await givenKey({ expiresInDays: 1 })
  expect((await server.rest('GET', '/api/orders/staff', { token: key })).status).toBe(200)
  await em().nativeUpdate(ApiKey, { id }, { expiresAt: new Date() })
  expect((await server.rest('GET', '/api/orders/staff', { token: key })).status).toBe(401)
})

test('a key opens nothing while its user is disabled', async () => {
  const { id: userId } = await givenUser(em())
  const { key } = await givenKey({ userId })
  const ask = async () => (await server.rest('GET', '/api/orders', { token: key })).status
  expect(await ask()).toBe(200)
  await em().nativeUpdate(User, { id: userId }, { disabledAt: new Date() })
  expect(await ask()).toBe(401)
  await em().nativeUpdate(User, { id: userId }, { disabledAt: null })
  expect(await ask()).toBe(200)
})

test('a change of role ends the keys of the account: their scopes were given for other rights', async () => {
  const customer = await givenUser(em())
  const { key } = await givenKey({ userId: customer.id, scopes: ['orders:read'] })
  expect((await server.rest('GET', '/api/orders', { token: key })).status).toBe(200)
  const promoted = await server.rest('POST', `/api/users/${customer.id}/role`, {
    token: admin,
    body: { role: 'staff' },
  })
  expect(promoted.status).toBe(200)
  expect((await server.rest('GET', '/api/orders/staff', { token: key })).status).toBe(401)
})

test('the last use is shown, and written at most once a minute', async () => {
  const { key, id } = await givenKey()
  const lastUsedAt = async () => (await em().findOneOrFail(ApiKey, id)).lastUsedAt
  expect(await lastUsedAt()).toBeNull()
  await server.rest('GET', '/api/orders/staff', { token: key })
  const first = await lastUsedAt()
  expect(first).toBeInstanceOf(Date)
  await server.rest('GET', '/api/orders/staff', { token: key })
  expect(await lastUsedAt()).toEqual(first)
  const longAgo = new Date((first?.getTime() ?? 0) - 60_000)
  await em().nativeUpdate(ApiKey, { id }, { lastUsedAt: longAgo })
  await server.rest('GET', '/api/orders/staff', { token: key })
  expect((await lastUsedAt())?.getTime()).toBeGreaterThan(longAgo.getTime())
})

test('making and revoking a key is written in the audit, without the key', async () => {
  const customer = await givenUser(em())
  const { key, id, prefix } = await givenKey({ userId: customer.id, expiresInDays: 7 })
  await server.rest('DELETE', `/api/api-keys/${id}`, { token: admin })
  const entries = await em().find(AuditEntry, { objectId: id }, { orderBy: { id: 'asc' } })
  expect(entries).toMatchObject([
    {
      action: 'api-keys.create',
      objectType: 'api-key',
      before: null,
      after: { name: 'Warehouse', scopes: ['orders:read'], prefix, userId: customer.id },
    },
    { action: 'api-keys.revoke', before: { revokedAt: null }, after: { revokedAt: expect.any(String) } },
  ])
  expect(entries.map(({ actor }) => actor.id)).toEqual(Array.from({ length: 2 }, () => entries[0]?.actor.id))
  expect(entries[0]?.actor.id).toBe((await demoUser('admin')).id)
  expect(JSON.stringify(entries)).not.toContain(key)
})

test('only admins manage keys', async () => {
  const before = await server.readDatabase()
  for (const token of [staff, await server.signIn('customer')])
    expect(await server.rest('GET', '/api/api-keys', { token })).toMatchObject({ status: 403 })
  expect(await server.rest('GET', '/api/api-keys')).toMatchObject({ status: 401 })
  expect(await server.readDatabase()).toEqual(before)
})

test('keys are listed page by page, each of them once', async () => {
  for (let i = 0; i < 3; i++) await givenKey({ name: `Page ${i}`, userId: (await givenUser(em())).id })
  const names: unknown[] = []
  let cursor = ''
  do {
    const path: string = `/api/api-keys?limit=2${cursor && `&cursor=${encodeURIComponent(cursor)}`}`
    const { body } = await server.rest<{ items: { id: string }[]; nextCursor: string | null }>('GET', path, {
      token: admin,
    })
    expect(body.items.length).toBeLessThanOrEqual(2)
    names.push(...body.items.map(({ id }) => id))
    cursor = body.nextCursor ?? ''
  } while (cursor)
  expect(new Set(names).size).toBe(names.length)
  expect(names.length).toBe(await em().count(ApiKey))
})

test.each(['dd_', `dd_${'x'.repeat(43)}`, `dd_${'x'.repeat(42)}`, `DD_${'x'.repeat(43)}`, `dd_${'x'.repeat(44)}`])(
  'the forged key %s opens nothing',
  async (token) => {
    const before = await server.readDatabase()
    expect(await server.rest('GET', '/api/orders/staff', { token })).toMatchObject({ status: 401 })
    expect(await server.readDatabase()).toEqual(before)
  },
)

test('a session’s token that begins like a key is a session’s token', async () => {
  const { body } = await server.rest<{ token: string }>('POST', '/api/auth/register', { body: registration() })
  const token = `dd_${body.token.slice(3)}`
  await em().nativeUpdate(Session, { id: hash(body.token) }, { id: hash(token) })
  expect((await server.rest('GET', '/api/auth/profile', { token })).status).toBe(200)
})
