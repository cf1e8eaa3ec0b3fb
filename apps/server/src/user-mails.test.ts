import { AuditEntry, type Role, Session, User } from '@desideliver/db'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type TestServer, registration, startTestServer } from '../testing/test-server.ts'
import { DEMO_PASSWORD, demoEmail } from './seed.ts'

interface Mail {
  to: string[]
  subject: string
  text: string
}

let server: TestServer
let staff: string
let admin: string

beforeAll(async () => {
  server = await startTestServer({ WORKER: 'on', RATE_LIMITS: 'off' })
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

const waitForMail = (address: string, subject: string): Promise<Mail> =>
  vi.waitFor(
    async () => {
      const { body } = await server.rest<{ items: Mail[] }>('GET', '/dev/mailbox/messages')
      const mail = body.items.find((one) => one.to.join().includes(address) && one.subject === subject)
      if (!mail) throw new Error(`${address} has no mail “${subject}”.`)
      return mail
    },
    { timeout: 10_000, interval: 100 },
  )

test('verifying a business is told and written down once, and again changes nothing', async () => {
  const customer = await givenSignedIn('customer')
  const first = await change(customer.id, 'verify-business', { token: staff })
  expect(first).toMatchObject({ status: 200, body: { verifiedBusinessAt: expect.any(String) } })
  const again = await change(customer.id, 'verify-business', { token: admin })
  expect(again.body.verifiedBusinessAt).toBe(first.body.verifiedBusinessAt)
  expect(await auditOf(customer.id)).toMatchObject([
    {
      action: 'users.verify-business',
      actor: { id: (await demoUser('staff')).id },
      objectType: 'user',
      before: { verifiedBusinessAt: null },
      after: { verifiedBusinessAt: first.body.verifiedBusinessAt },
    },
  ])
  expect((await waitForMail(customer.email, 'Your business is verified')).text).toContain('verified your business')
  expect(await statusOf(customer.token)).toBe(200)
  const colleague = await givenSignedIn('staff')
  expect(await change(colleague.id, 'verify-business')).toMatchObject({ status: 409, body: { code: 'NOT_A_CUSTOMER' } })
})

test('a disabled customer is out at once, is told, and comes back when enabled', async () => {
  const customer = await givenSignedIn('customer')
  const disabled = await change(customer.id, 'disable', { token: staff, body: { reason: 'Unpaid since May' } })
  expect(disabled).toMatchObject({ status: 200, body: { disabledAt: expect.any(String) } })
  expect(await statusOf(customer.token)).toBe(401)
  expect(await server.trpc('query', 'auth.profile', { token: customer.token })).toMatchObject({ status: 401 })
  expect(await em().count(Session, { user: customer.id })).toBe(0)
  expect(await customer.signIn()).toBe(401)
  const mail = await waitForMail(customer.email, 'Your account was disabled')
  expect(mail.text).not.toContain('Unpaid')

  expect(await change(customer.id, 'disable', { token: staff })).toMatchObject({
    status: 200,
    body: { disabledAt: disabled.body.disabledAt },
  })
  expect(await change(customer.id, 'enable', { token: staff })).toMatchObject({
    status: 200,
    body: { disabledAt: null },
  })
  expect(await change(customer.id, 'enable', { token: staff })).toMatchObject({ status: 200 })
  expect(await statusOf(customer.token)).toBe(401)
  expect(await customer.signIn()).toBe(200)
  await waitForMail(customer.email, 'Your account is open again')
  const { disabledAt } = disabled.body
  expect(await auditOf(customer.id)).toMatchObject([
    { action: 'users.disable', before: { disabledAt: null }, after: { disabledAt, reason: 'Unpaid since May' } },
    { action: 'users.enable', before: { disabledAt }, after: { disabledAt: null } },
  ])
})

test('two accounts disabled in one batch of calls are both told', async () => {
  const [one, two] = [await givenSignedIn('customer'), await givenSignedIn('customer')]
  const answer = await fetch(`${server.url}/trpc/users.disable,users.disable?batch=1`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${staff}` },
    body: JSON.stringify({ 0: { json: { id: one.id } }, 1: { json: { id: two.id } } }),
  })
  expect(answer.status).toBe(200)
  for (const { email } of [one, two]) await waitForMail(email, 'Your account was disabled')
})

test('someone invited chooses a password through the mailed link, once, and can sign in with it', async () => {
  const email = 'priya@desideliver.test'
  const body = { email: 'Priya@DesiDeliver.test ', firstName: 'Priya', lastName: 'Iyer', role: 'staff' }
  const invited = await server.rest<Record<string, string>>('POST', '/api/users/invite', { token: admin, body })
  expect(invited).toMatchObject({ status: 201, body: { email, role: 'staff', emailVerifiedAt: null } })
  const login = (password: string) => server.rest('POST', '/api/auth/login', { body: { email, password } })
  expect(await login(DEMO_PASSWORD)).toMatchObject({ status: 401, body: { code: 'WRONG_CREDENTIALS' } })

  const { text } = await waitForMail(email, 'You are invited to work at DesiDeliver')
  const token = /\/accept-invitation\?token=([\w-]{43})\s/.exec(text)?.[1]
  const accept = (password: string) =>
    server.rest<Record<string, string>>('POST', '/api/auth/accept-invitation', { body: { token, password } })
  expect(await accept('short')).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT' } })
  expect(await accept('priya@desideliver.test')).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT' } })
  const accepted = await accept('moth lantern quarry 7')
  expect(accepted).toMatchObject({ status: 200, body: { user: { email, emailVerifiedAt: expect.any(String) } } })
  expect((await server.rest('GET', '/api/users', { token: accepted.body.token })).status).toBe(200)
  expect(await accept('another lantern 7')).toMatchObject({ status: 400, body: { code: 'LINK_INVALID' } })
  expect((await login('moth lantern quarry 7')).status).toBe(200)
  expect(await auditOf(invited.body.id ?? '')).toMatchObject([
    { action: 'users.invite', before: null, after: { email, firstName: 'Priya', lastName: 'Iyer', role: 'staff' } },
    { action: 'auth.accept-invitation', actor: { id: invited.body.id }, before: { emailVerifiedAt: null } },
  ])
})

test('an invitation to an account that was disabled meanwhile opens nothing', async () => {
  const email = 'gone@desideliver.test'
  const body = { email, firstName: 'Gone', lastName: 'Iyer', role: 'admin' }
  const invited = await server.rest<{ id: string }>('POST', '/api/users/invite', { token: admin, body })
  const { text } = await waitForMail(email, 'You are invited to work at DesiDeliver')
  await change(invited.body.id, 'disable')
  const token = /token=([\w-]{43})/.exec(text)?.[1]
  const accepted = await server.rest('POST', '/api/auth/accept-invitation', {
    body: { token, password: 'moth lantern quarry 7' },
  })
  expect(accepted).toMatchObject({ status: 400, body: { code: 'LINK_INVALID' } })
})

test('an invitation does not open an account that was opened by another way', async () => {
  const email = 'early@desideliver.test'
  const body = { email, firstName: 'Early', lastName: 'Iyer', role: 'staff' }
  const invited = await server.rest<{ id: string }>('POST', '/api/users/invite', { token: admin, body })
  const { text } = await waitForMail(email, 'You are invited to work at DesiDeliver')
  await em().nativeUpdate(User, { id: invited.body.id }, { emailVerifiedAt: new Date() })
  const token = /token=([\w-]{43})/.exec(text)?.[1]
  const accepted = await server.rest('POST', '/api/auth/accept-invitation', {
    body: { token, password: 'moth lantern quarry 7' },
  })
  expect(accepted).toMatchObject({ status: 400, body: { code: 'LINK_INVALID' } })
})
