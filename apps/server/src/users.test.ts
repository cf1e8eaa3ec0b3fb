import { AuditEntry, type Role, Session, User, newId } from '@desideliver/db'
import { givenUser } from '@desideliver/db/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RestAnswer, type TestServer, registration, startTestServer } from '../testing/test-server.ts'
import { demoEmail } from './seed.ts'

type UserPage = RestAnswer<{ items: { id: string; email: string }[]; nextCursor: string | null }>

let server: TestServer
let staff: string
let admin: string

beforeAll(async () => {
  server = await startTestServer({ RATE_LIMITS: 'off' })
  staff = await server.signIn('staff')
  admin = await server.signIn('admin')
})

afterAll(() => server.close())

const em = () => server.orm.em.fork()
const userOf = (email: string) => em().findOneOrFail(User, { email })
const demoUser = (role: Role) => userOf(demoEmail(role))

/** Someone of that role who is signed in. */
async function givenSignedIn(
  role: Role,
): Promise<{ id: string; email: string; token: string; signIn: () => Promise<number> }> {
  const { email, password } = registration()
  const token = await server.register({ email, password })
  const { id } = await userOf(email)
  await em().nativeUpdate(User, { id }, { role })
  const signIn = async () => (await server.rest('POST', '/api/auth/login', { body: { email, password } })).status
  return { id, email, token, signIn }
}

const change = (id: string, what: string, { token = admin, body = {} }: { token?: string; body?: object } = {}) =>
  server.rest('POST', `/api/users/${id}/${what}`, { token, body })

const statusOf = async (token: string) => (await server.rest('GET', '/api/auth/profile', { token })).status

const auditOf = (objectId: string) => em().find(AuditEntry, { objectId }, { orderBy: { id: 'asc' } })

async function listIds(query: string): Promise<string[]> {
  const { body }: UserPage = await server.rest('GET', `/api/users?${query}`, { token: staff })
  return body.items.map(({ id }) => id)
}

test('staff find accounts by words of address, names, business and phone however it is written', async () => {
  const details = { email: 'rao@tiffin.example', firstName: 'Lakshmi', lastName: 'Rao', phoneNumber: '+12145559876' }
  const { id } = await givenUser(em(), { ...details, businessName: 'Rao’s Tiffin Room' })
  await givenUser(em(), { firstName: 'Lakshmi', lastName: 'Menon', businessName: 'Menon & Sons' })
  for (const words of ['RAO@tiffin', 'lakshmi rao', 'tiffin lakshmi', '(214) 555-9876', '+1 214 555 9876', '9876'])
    expect({ words, found: await listIds(`search=${encodeURIComponent(words)}`) }).toEqual({ words, found: [id] })
  for (const words of ['lakshmi nobody', '%', '_', '\\', '()'])
    expect({ words, found: await listIds(`search=${encodeURIComponent(words)}`) }).toEqual({ words, found: [] })
})

test('accounts are filtered by role, verification and disabling', async () => {
  const [verifiedBusinessAt, disabledAt] = [new Date(), new Date()]
  const lastName = newId().slice(-12)
  // Ids of one millisecond come in any order.
  const [plain = '', verified = '', disabled = ''] = [newId(), newId(), newId()].toSorted()
  await givenUser(em(), { id: plain, lastName })
  await givenUser(em(), { id: verified, lastName, verifiedBusinessAt })
  await givenUser(em(), { id: disabled, lastName, disabledAt, role: 'staff' })
  expect(await listIds(`search=${lastName}`)).toEqual([disabled, verified, plain])
  expect(await listIds(`search=${lastName}&role=staff`)).toEqual([disabled])
  expect(await listIds(`search=${lastName}&verified=true`)).toEqual([verified])
  expect(await listIds(`search=${lastName}&verified=false`)).toEqual([disabled, plain])
  expect(await listIds(`search=${lastName}&disabled=true`)).toEqual([disabled])
  expect(await listIds(`search=${lastName}&disabled=false&role=customer`)).toEqual([verified, plain])
})

test('pages hold every account once, newest first, and a cursor of another list is refused', async () => {
  const seen: string[] = []
  let cursor = ''
  do {
    const query: string = `limit=2${cursor && `&cursor=${encodeURIComponent(cursor)}`}`
    const { body }: UserPage = await server.rest('GET', `/api/users?${query}`, { token: staff })
    expect(body.items.length).toBeLessThanOrEqual(2)
    seen.push(...body.items.map(({ id }) => id))
    cursor = body.nextCursor ?? ''
  } while (cursor)
  const all = await em().find(User, {}, { orderBy: { id: 'desc' } })
  expect(seen).toEqual(all.map(({ id }) => id))
  const foreign = Buffer.from(`orders:newest\n["${newId()}"]`).toString('base64url')
  const refused = await server.rest('GET', `/api/users?cursor=${foreign}`, { token: staff })
  expect(refused).toMatchObject({ status: 400, body: { code: 'INVALID_CURSOR' } })
})

test('an account is shown without anything secret', async () => {
  const customer = await demoUser('customer')
  const { status, body } = await server.rest('GET', `/api/users/${customer.id}`, { token: staff })
  expect({ status, body }).toMatchObject({
    status: 200,
    body: { email: customer.email, businessName: customer.businessName, disabledAt: null },
  })
  expect(Object.keys(body).filter((name) => /password|secret/i.test(name))).toEqual([])
})

test('an unknown account is not found, whatever is asked of it', async () => {
  const id = newId()
  const asks = [
    server.rest('GET', `/api/users/${id}`, { token: admin }),
    change(id, 'verify-business'),
    change(id, 'disable'),
    change(id, 'enable'),
    change(id, 'role', { body: { role: 'staff' } }),
    change(id, 'reset-two-factor'),
  ]
  for (const answer of await Promise.all(asks))
    expect(answer).toMatchObject({ status: 404, body: { code: 'USER_NOT_FOUND' } })
})

test('staff can neither disable nor enable staff and admins, nor reach for roles', async () => {
  const colleague = await givenSignedIn('staff')
  const shut = await givenUser(em(), { role: 'staff', disabledAt: new Date() })
  const customer = await demoUser('customer')
  const before = await server.readDatabase()
  for (const id of [colleague.id, (await demoUser('staff')).id, (await demoUser('admin')).id])
    expect(await change(id, 'disable', { token: staff })).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } })
  expect(await change(shut.id, 'enable', { token: staff })).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } })
  expect(await change(customer.id, 'role', { token: staff, body: { role: 'admin' } })).toMatchObject({ status: 403 })
  expect(await server.readDatabase()).toEqual(before)
  expect(await statusOf(colleague.token)).toBe(200)
})

test('customers reach nothing of it, not even their own account', async () => {
  const customer = await givenSignedIn('customer')
  const { token, id } = customer
  const before = await server.readDatabase()
  for (const what of ['verify-business', 'enable', 'disable', 'role'])
    expect(await change(id, what, { token, body: what === 'role' ? { role: 'admin' } : {} })).toMatchObject({
      status: 403,
    })
  expect(await server.rest('GET', `/api/users/${id}`, { token })).toMatchObject({ status: 403 })
  expect(await server.rest('GET', '/api/users', { token })).toMatchObject({ status: 403 })
  const body = { email: 'me@example.com', firstName: 'Me', lastName: 'Too', role: 'admin' }
  expect(await server.rest('POST', '/api/users/invite', { token, body })).toMatchObject({ status: 403 })
  expect(await server.readDatabase()).toEqual(before)
})

test('an admin raises and lowers others, and each time a new sign-in is needed', async () => {
  const person = await givenSignedIn('customer')
  expect(await change(person.id, 'role', { body: { role: 'staff' } })).toMatchObject({ body: { role: 'staff' } })
  expect(await statusOf(person.token)).toBe(401)
  expect(await person.signIn()).toBe(200)
  expect(await change(person.id, 'role', { body: { role: 'staff' } })).toMatchObject({ status: 200 })
  expect(await em().count(Session, { user: person.id })).toBe(1)
  expect(await change(person.id, 'role', { body: { role: 'customer' } })).toMatchObject({ body: { role: 'customer' } })
  expect(await em().count(Session, { user: person.id })).toBe(0)
  expect(await auditOf(person.id)).toMatchObject([
    { action: 'users.change-role', before: { role: 'customer' }, after: { role: 'staff' } },
    { action: 'users.change-role', before: { role: 'staff' }, after: { role: 'customer' } },
  ])
})

test('the only admin can neither be disabled nor demoted; with another, still not by its own hand', async () => {
  const { id } = await demoUser('admin')
  const before = await server.readDatabase()
  expect(await change(id, 'disable')).toMatchObject({ status: 409, body: { code: 'LAST_ADMIN' } })
  expect(await change(id, 'role', { body: { role: 'staff' } })).toMatchObject({
    status: 409,
    body: { code: 'LAST_ADMIN' },
  })
  expect(await change(id, 'role', { body: { role: 'admin' } })).toMatchObject({ status: 200 })
  expect(await server.readDatabase()).toEqual(before)
  // One who cannot sign in keeps nobody's back free.
  await givenUser(em(), { role: 'admin', disabledAt: new Date() })
  expect(await change(id, 'disable')).toMatchObject({ status: 409, body: { code: 'LAST_ADMIN' } })
  const second = await givenSignedIn('admin')
  expect(await change(id, 'disable')).toMatchObject({ status: 403, body: { code: 'OWN_ACCOUNT' } })
  expect(await change(id, 'role', { body: { role: 'staff' } })).toMatchObject({
    status: 403,
    body: { code: 'OWN_ACCOUNT' },
  })
  expect(await change(second.id, 'role', { body: { role: 'staff' } })).toMatchObject({ status: 200 })
})

test.each(['role', 'disable'])('two admins who shut each other out at once (%s) leave one of them', async (what) => {
  const body = what === 'role' ? { role: 'customer' } : {}
  for (let round = 0; round < 5; round++) {
    const rival = await givenSignedIn('admin')
    const mine = await server.signIn('admin')
    const { id } = await demoUser('admin')
    const answers = await Promise.all([
      change(rival.id, what, { token: mine, body }),
      change(id, what, { token: rival.token, body }),
    ])
    const codes = answers.map(({ status, body: told }) =>
      typeof told.code === 'string' ? `${status} ${told.code}` : String(status),
    )
    // The second may come so late that it is signed out already.
    expect(codes.toSorted()[0]).toBe('200')
    expect(['409 LAST_ADMIN', '401 UNAUTHENTICATED']).toContain(codes.toSorted()[1])
    expect(await em().count(User, { role: 'admin', disabledAt: null })).toBe(1)
    await em().nativeUpdate(User, { id: rival.id }, { role: 'customer' })
    await em().nativeUpdate(User, { id }, { role: 'admin', disabledAt: null })
  }
  admin = await server.signIn('admin')
})

test('an admin who is shut out while it shuts out another comes too late, though a third remains', async () => {
  await givenUser(em(), { role: 'admin' })
  for (let round = 0; round < 5; round++) {
    const one = await givenSignedIn('admin')
    const two = await givenSignedIn('admin')
    const answers = await Promise.all([
      change(two.id, 'disable', { token: one.token }),
      change(one.id, 'disable', { token: two.token }),
    ])
    const [first = 0, second = 0] = answers.map(({ status }) => status).toSorted((a, b) => a - b)
    expect(first).toBe(200)
    expect([401, 403]).toContain(second)
  }
  await em().nativeUpdate(User, { role: 'admin', email: { $ne: demoEmail('admin') } }, { role: 'customer' })
})

test('an address that has an account is not invited, and no customer is', async () => {
  const person = { firstName: 'Priya', lastName: 'Iyer', role: 'staff' }
  const before = await server.readDatabase()
  const invite = (details: object) =>
    server.rest('POST', '/api/users/invite', { token: admin, body: { ...person, ...details } })
  expect(await invite({ email: demoEmail('customer').toUpperCase() })).toMatchObject({
    status: 409,
    body: { code: 'EMAIL_TAKEN', message: expect.stringContaining('/auth/password-reset') },
  })
  expect(await invite({ email: 'new@example.com', role: 'customer' })).toMatchObject({ status: 400 })
  expect(await invite({ email: 'new@example.com', passwordHash: 'x' })).toMatchObject({ status: 400 })
  expect(await server.readDatabase()).toEqual(before)
})
