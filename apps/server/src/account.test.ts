import { AuditEntry, User } from '@desideliver/db'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { givenLink } from '../testing/given-link.ts'
import { mailsTo, tokenOf, untilIdle, untilMailed } from '../testing/mailed.ts'
import { type TestServer, registration, startTestServer } from '../testing/test-server.ts'

const PASSWORD = 'a long enough password'
const verifySubject = 'Confirm your e-mail address'
const changeSubject = 'Confirm your new e-mail address'
const noticeSubject = 'Your e-mail address is being changed'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer({ WORKER: 'on', RATE_LIMITS: 'off' })
})

afterAll(() => server.close())

const newAddress = (): string => `${crypto.randomUUID()}@example.com`

const patch = (token: string, body: object) => server.rest('PATCH', '/api/auth/profile', { token, body })
const profile = async (token: string) => (await server.rest('GET', '/api/auth/profile', { token })).body
const verify = (token: string, as?: string) =>
  server.rest('POST', '/api/auth/verify-email', { token: as, body: { token } })
const signIn = (email: string, password = PASSWORD) =>
  server.rest('POST', '/api/auth/login', { body: { email, password } })

/** A new customer whose first mail has gone out: what a test then sees is its own doing. */
async function newCustomer(details: Record<string, unknown> = {}) {
  const email = newAddress()
  const token = await server.register({ email, ...details })
  const mail = await untilMailed(server, email, { subject: verifySubject })
  return { email, token, linkToken: tokenOf(mail) }
}

const findUser = (email: string) => server.orm.em.fork().findOneOrFail(User, { email })

test.each([
  ['role', 'staff'],
  ['role', 'admin'],
  ['verifiedBusinessAt', '2026-01-01T00:00:00Z'],
  ['emailVerifiedAt', '2026-01-01T00:00:00Z'],
  ['email', 'other@example.com'],
  ['passwordHash', 'none'],
  ['disabledAt', null],
  ['totpEnabledAt', null],
  ['id', '019a0000-0000-7000-8000-000000000000'],
])('a customer making itself staff through its profile is refused: %s %j', async (field, value) => {
  const { token } = await newCustomer()
  const before = await profile(token)
  const body = { firstName: 'Changed', [field]: value }
  const refusal = { code: 'INVALID_INPUT', issues: [{ path: field }] }
  expect(await patch(token, body)).toMatchObject({ status: 400, body: refusal })
  expect(await server.trpc('mutation', 'auth.updateProfile', { token, body })).toMatchObject({
    status: 400,
    error: refusal,
  })
  expect(await profile(token)).toEqual(before)
  expect((await server.rest('GET', '/api/orders/staff', { token })).status).toBe(403)
})

test('a role that is hidden in __proto__ or constructor reaches no profile', async () => {
  const { token, email } = await newCustomer()
  const headers = { 'content-type': 'application/json' }
  for (const raw of [
    '{"city":"Plano","__proto__":{"role":"staff"}}',
    '{"constructor":{"prototype":{"role":"staff"}}}',
  ]) {
    expect((await server.rest('PATCH', '/api/auth/profile', { token, raw, headers })).status).toBe(400)
    await server.trpc('mutation', 'auth.updateProfile', { token, raw: `{"json":${raw}}` })
  }
  expect(await findUser(email)).toMatchObject({ role: 'customer', city: 'Plano' })
  expect((await server.rest('GET', '/api/orders/staff', { token })).status).toBe(403)
})

test('nobody registers as staff, or as a verified business', async () => {
  for (const more of [{ role: 'staff' }, { verifiedBusinessAt: '2026-01-01T00:00:00Z' }]) {
    const body = registration(more)
    expect(await server.rest('POST', '/api/auth/register', { body })).toMatchObject({
      status: 400,
      body: { issues: [{ path: Object.keys(more)[0] }] },
    })
    expect(await server.orm.em.fork().findOne(User, { email: body.email })).toBeNull()
  }
})

test('a profile with a field that nobody may change is told that alone', async () => {
  const { token } = await newCustomer()
  const { body } = await patch(token, { role: 'staff' })
  expect(body.issues).toEqual([{ path: 'role', message: 'There is no such field' }])
})

test('a customer changes its own fields, and those it leaves out stay', async () => {
  const { token, email } = await newCustomer({ addressLine2: 'Suite 5', taxId: '12-3456789' })
  const before = await profile(token)
  const changes = { firstName: 'Asha', businessType: 'catering', phoneNumber: '(214) 555-0142', zipCode: '75024-1234' }
  const changed = await patch(token, { ...changes, addressLine2: null })
  expect(changed).toMatchObject({ status: 200 })
  expect(changed.body).toEqual({ ...before, ...changes, phoneNumber: '+12145550142', addressLine2: null })
  expect(await profile(token)).toEqual(changed.body)
  expect(await findUser(email)).toMatchObject({ firstName: 'Asha', taxId: '12-3456789' })
})

test.each([
  ['', {}],
  ['phoneNumber', { phoneNumber: '12' }],
  ['firstName', { firstName: ' ' }],
  ['lastName', { lastName: 'a\0b' }],
  ['zipCode', { zipCode: 'ABCDE' }],
  ['businessType', { businessType: 'bank' }],
  ['city', { city: null }],
])('a profile without a good %s is refused', async (path, body) => {
  const { token } = await newCustomer()
  const before = await profile(token)
  expect(await patch(token, body)).toMatchObject({
    status: 400,
    body: { code: 'INVALID_INPUT', issues: [{ path }] },
  })
  expect(await profile(token)).toEqual(before)
})

test.each([{ businessName: 'Another Kitchen' }, { taxId: '98-7654321' }, { businessLicense: null }])(
  'a verified business has to be verified again after %j',
  async (change) => {
    const { token, email } = await newCustomer({ taxId: '12-3456789', businessLicense: 'TX-1' })
    const em = server.orm.em.fork()
    await em.nativeUpdate(User, { email }, { verifiedBusinessAt: new Date('2026-03-09T16:00:00Z') })
    const same = { businessName: 'Meera Foods', taxId: '12-3456789', city: 'Dallas' }
    expect((await patch(token, same)).body).toMatchObject({ verifiedBusinessAt: '2026-03-09T16:00:00.000Z' })
    expect((await patch(token, change)).body).toMatchObject({ ...change, verifiedBusinessAt: null })
  },
)

test('what staff change of their own accounts is audited, without secrets', async () => {
  const token = await server.signIn('staff')
  await patch(token, { firstName: 'Suresh K.' })
  const staff = await findUser('staff@desideliver.test')
  const entries = await server.orm.em.fork().find(AuditEntry, { actor: staff.id })
  expect(entries).toMatchObject([
    { action: 'auth.update-profile', before: { firstName: 'Suresh' }, after: { firstName: 'Suresh K.' } },
  ])
})

test('the link mailed at registration confirms the address, once', async () => {
  const { token, email, linkToken } = await newCustomer()
  expect(await profile(token)).toMatchObject({ emailVerifiedAt: null })
  expect(await verify(linkToken)).toMatchObject({ status: 200, body: { email } })
  expect(await profile(token)).toMatchObject({ emailVerifiedAt: expect.any(String) })
  expect(await verify(linkToken)).toMatchObject({ status: 400, body: { code: 'LINK_INVALID' } })
  expect(await server.rest('POST', '/api/auth/verify-email/resend', { token })).toMatchObject({
    status: 409,
    body: { code: 'EMAIL_ALREADY_VERIFIED' },
  })
})

test('a link sent again replaces the older one', async () => {
  const { token, email, linkToken } = await newCustomer()
  expect(await server.rest('POST', '/api/auth/verify-email/resend', { token })).toMatchObject({
    status: 202,
    body: { accepted: true },
  })
  const newer = await untilMailed(server, email, { subject: verifySubject, count: 2 })
  expect(await verify(linkToken)).toMatchObject({ status: 400, body: { code: 'LINK_INVALID' } })
  expect(await profile(token)).toMatchObject({ emailVerifiedAt: null })
  expect((await verify(tokenOf(newer))).status).toBe(200)
})

test('forged, truncated, expired and foreign tokens of links are refused, and change nothing', async () => {
  const { email, linkToken } = await newCustomer()
  const { id: userId } = await findUser(email)
  const em = server.orm.em.fork()
  const now = new Date()
  const reset = await givenLink(server, { userId, purpose: 'reset-password', email, now })
  const old = { userId, purpose: 'change-email' as const, email: newAddress() }
  const expired = await givenLink(server, { ...old, now: new Date(now.getTime() - 25 * 60 * 60 * 1_000) })
  const before = await server.readDatabase()
  const flipped = linkToken.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))
  for (const token of ['x'.repeat(43), flipped, reset, expired])
    expect(await verify(token)).toMatchObject({ status: 400, body: { code: 'LINK_INVALID' } })
  for (const token of [linkToken.slice(1), `${linkToken}A`, '', `${linkToken.slice(1)}\0`, 5, null])
    expect(await server.rest('POST', '/api/auth/verify-email', { body: { token } })).toMatchObject({
      status: 400,
      body: { code: 'INVALID_INPUT', issues: [{ path: 'token' }] },
    })
  expect(await server.readDatabase()).toEqual(before)
  await em.nativeUpdate(User, { email }, { disabledAt: now })
  expect(await verify(linkToken)).toMatchObject({ status: 400, body: { code: 'LINK_INVALID' } })
})

const changeEmail = (token: string, newEmail: string, currentPassword = PASSWORD) =>
  server.rest('POST', '/api/auth/change-email', { token, body: { newEmail, currentPassword } })

test('a new address is confirmed there, announced at the old one, and then opens the account', async () => {
  const { token, email, linkToken } = await newCustomer()
  const newEmail = newAddress()
  const elsewhere = String((await signIn(email)).body.token)
  expect(await changeEmail(token, newEmail.toUpperCase())).toMatchObject({ status: 202, body: { accepted: true } })
  const mail = await untilMailed(server, newEmail, { subject: changeSubject })
  await untilMailed(server, email, { subject: noticeSubject })
  expect(await profile(token)).toMatchObject({ email })
  expect((await signIn(newEmail)).status).toBe(401)

  expect(await verify(tokenOf(mail), token)).toMatchObject({ status: 200, body: { email: newEmail } })
  expect(await profile(token)).toMatchObject({ email: newEmail, emailVerifiedAt: expect.any(String) })
  expect((await signIn(newEmail)).status).toBe(200)
  expect((await signIn(email)).status).toBe(401)
  expect((await server.rest('GET', '/api/auth/profile', { token: elsewhere })).status).toBe(401)
  expect(await verify(linkToken)).toMatchObject({ status: 400, body: { code: 'LINK_INVALID' } })
})

test('the present address is no other one: it is refused, and nobody is alarmed', async () => {
  const { token, email } = await newCustomer()
  const before = await server.readDatabase()
  expect(await changeEmail(token, ` ${email.toUpperCase()}`)).toMatchObject({
    status: 409,
    body: { code: 'SAME_EMAIL' },
  })
  expect(await server.readDatabase()).toEqual(before)
})

test('a change of address needs the password', async () => {
  const { token } = await newCustomer()
  const before = await server.readDatabase()
  expect(await changeEmail(token, newAddress(), 'not the password')).toMatchObject({
    status: 400,
    body: { code: 'WRONG_PASSWORD' },
  })
  expect(await server.readDatabase()).toEqual(before)
})

test('asking for an address that is taken is answered alike, and mails nothing there', async () => {
  const [{ token, email }, taken] = [await newCustomer(), await newCustomer()]
  const free = await changeEmail((await newCustomer()).token, newAddress())
  const asked = await changeEmail(token, taken.email)
  expect({ status: asked.status, body: asked.body }).toEqual({ status: free.status, body: free.body })
  await untilMailed(server, email, { subject: noticeSubject })
  await untilIdle(server)
  expect((await mailsTo(server, taken.email)).map(({ subject }) => subject)).toEqual([verifySubject])
})

test('an address that was taken meanwhile is refused, and the account keeps the old one', async () => {
  const { token, email } = await newCustomer()
  const newEmail = newAddress()
  await changeEmail(token, newEmail)
  const mail = await untilMailed(server, newEmail, { subject: changeSubject })
  await server.register({ email: newEmail })
  expect(await verify(tokenOf(mail))).toMatchObject({ status: 409, body: { code: 'EMAIL_TAKEN' } })
  expect(await profile(token)).toMatchObject({ email, emailVerifiedAt: null })
})

test.each([
  ['capitals', 'MEERA.Rao@Example.COM'],
  ['blanks around', '  meera.rao@example.com\t'],
])('an address with %s is the same account', async (_what, email) => {
  if ((await signIn('meera.rao@example.com')).status === 401) await server.register({ email: 'meera.rao@example.com' })
  const body = registration({ email })
  expect(await server.rest('POST', '/api/auth/register', { body })).toMatchObject({
    status: 409,
    body: { code: 'EMAIL_TAKEN' },
  })
  expect((await signIn(email)).status).toBe(200)
})

test.each([
  ['full-width letters', 'ｍｅｅｒａ.rao@example.com'],
  ['a full-width at sign', 'meera.rao＠example.com'],
  ['the sign of Kelvin, whose small letter is a plain one', '\u212aavya@example.com'],
  ['a Cyrillic letter', 'm\u0435era@example.com'],
  ['a Turkish dotted capital', '\u0130an@example.com'],
  ['an accent', 'méera@example.com'],
  ['a foreign domain', 'meera@exämple.com'],
  ['a zero-width space', 'mee\u200bra@example.com'],
  ['a writing direction', 'meera\u202e@example.com'],
  ['a NUL byte', 'meera\0@example.com'],
  ['a line break', 'meera@example.com\r\nBcc: thief@example.org'],
  ['two addresses', 'meera@example.com,thief@example.org'],
  ['10,000 letters', `${'m'.repeat(10_000)}@example.com`],
  ['an array', ['meera@example.com']],
])('an address with %s is refused everywhere', async (_what, email) => {
  await untilIdle(server)
  const before = await server.readDatabase()
  const { token } = (await signIn('customer@desideliver.test', 'desideliver-demo')).body
  const asked: [string, object, string][] = [
    ['/api/auth/register', registration({ email }), 'email'],
    ['/api/auth/login', { email, password: PASSWORD }, 'email'],
    ['/api/auth/password-reset', { email }, 'email'],
    ['/api/auth/change-email', { newEmail: email, currentPassword: 'desideliver-demo' }, 'newEmail'],
  ]
  for (const [path, body, field] of asked)
    expect(await server.rest('POST', path, { token: String(token), body })).toMatchObject({
      status: 400,
      body: { code: 'INVALID_INPUT', issues: [{ path: field }] },
    })
  expect(await server.readDatabase()).toEqual(before)
})
