import { hashPassword, listProcedures } from '@desideliver/api'
import { AuditEntry, type Role } from '@desideliver/db'
import { givenUser } from '@desideliver/db/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { totpCode } from '../testing/given-totp.ts'
import { race } from '../testing/race.ts'
import { type TestServer, startTestServer } from '../testing/test-server.ts'

const PASSWORD = 'a long enough passphrase'

let server: TestServer
let passwordHash: string

beforeAll(async () => {
  server = await startTestServer()
  passwordHash = await hashPassword(PASSWORD)
})

afterAll(() => server.close())

/** Someone of the test's own, so that tries and steps are its own too. */
async function givenAccount(role: Role = 'staff', at = server) {
  const { id, email } = await givenUser(at.orm.em.fork(), { role, passwordHash })
  return { id, email }
}

interface SignedIn {
  token: string
  user: Record<string, unknown>
}

const signIn = (email: string, code?: string, at = server) =>
  at.rest<SignedIn & { code?: string }>('POST', '/api/auth/login', {
    body: { email, password: PASSWORD, ...(code !== undefined && { code }) },
  })

const postTo =
  (at: TestServer) =>
  <Body = Record<string, unknown>>(path: string, token: string, body?: object) =>
    at.rest<Body>('POST', `/api/auth${path}`, { token, ...(body && { body }) })

const post: ReturnType<typeof postTo> = (path, token, body) => postTo(server)(path, token, body)

const profileStatus = async (token: string) => (await server.rest('GET', '/api/auth/profile', { token })).status

interface Enrolment {
  secret: string
  uri: string
}

async function enrol(token: string, at = server): Promise<Enrolment> {
  const { status, body } = await postTo(at)<Enrolment>('/totp/enrol', token, { currentPassword: PASSWORD })
  expect(status).toBe(200)
  return body
}

/** Someone with a second factor, none of whose codes has been used yet. */
async function givenEnrolled(at = server) {
  const account = await givenAccount('staff', at)
  const first = (await signIn(account.email, undefined, at)).body.token
  const { secret } = await enrol(first, at)
  const code = totpCode(secret)
  const { status, body } = await postTo(at)<{ token: string; recoveryCodes: string[] }>('/totp/confirm', first, {
    code,
  })
  expect(status).toBe(200)
  await forgetStep(account.email, at)
  return { ...account, ...body, first, secret }
}

const statusesOf = (answers: { status: number }[]): number[] =>
  answers.map(({ status }) => status).toSorted((one, other) => one - other)

/** As if time had gone on since the last code. */
const forgetStep = (email: string, at = server) =>
  at.orm.em.execute('update users set totp_last_step = null where email = ?', [email])

test('staff enrol: an address for the app, ten recovery codes, and a session of its own', async () => {
  const { id, email } = await givenAccount()
  const [{ token }, { token: elsewhere }] = [(await signIn(email)).body, (await signIn(email)).body]
  const { secret, uri } = await enrol(token)
  expect(new URL(uri).searchParams.get('secret')).toBe(secret)
  expect((await signIn(email)).status).toBe(200)
  const code = totpCode(secret)
  const { body } = await post<{ token: string; recoveryCodes: string[] }>('/totp/confirm', token, { code })
  expect(new Set(body.recoveryCodes).size).toBe(10)
  for (const recovery of body.recoveryCodes) expect(recovery).toMatch(/^([A-Z2-7]{4}-){3}[A-Z2-7]{4}$/)
  expect([await profileStatus(token), await profileStatus(elsewhere), await profileStatus(body.token)]).toEqual([
    401, 401, 200,
  ])
  expect(await signIn(email)).toMatchObject({ status: 401, body: { code: 'TOTP_REQUIRED' } })
  // The code that confirmed has had its use.
  expect(await signIn(email, code)).toMatchObject({ status: 401, body: { code: 'WRONG_CODE' } })
  const audited = await server.orm.em.execute(
    'select action, after from audit_entries where object_id = ? order by action',
    [id],
  )
  expect(audited).toEqual([
    { action: 'auth.totp.confirm', after: { totpEnabledAt: expect.any(String) } },
    { action: 'auth.totp.enrol', after: null },
  ])
})

test('nothing of the secret or the codes is stored in the clear or told again', async () => {
  const { email, token, secret, recoveryCodes } = await givenEnrolled()
  const [{ sealed } = { sealed: '' }] = await server.orm.em.execute<{ sealed: string }[]>(
    'select totp_secret as sealed from users where email = ?',
    [email],
  )
  const admin = await server.signIn('admin')
  const answers = await Promise.all([
    signIn(email, totpCode(secret)),
    server.rest('GET', '/api/auth/profile', { token }),
    server.rest('GET', '/api/auth/sessions', { token }),
    server.rest('GET', `/api/users?search=${email}`, { token: admin }),
    server.rest('GET', '/api/audit', { token: admin }),
    post('/totp/enrol', token, { currentPassword: PASSWORD }),
    post('/totp/confirm', token, { code: totpCode(secret) }),
  ])
  const stored = JSON.stringify(await server.readDatabase())
  const told = JSON.stringify(answers)
  for (const hidden of [secret, ...recoveryCodes, ...recoveryCodes.map((code) => code.replaceAll('-', ''))]) {
    expect(stored).not.toContain(hidden)
    expect(told).not.toContain(hidden)
  }
  expect(sealed.length).toBeGreaterThan(40)
  expect(told).not.toContain(sealed)
  expect(told).not.toContain('passwordHash')
})

test('the code is asked for only once the password was right', async () => {
  const { email, secret } = await givenEnrolled()
  const attempt = (password: string, code?: string) =>
    server.rest('POST', '/api/auth/login', { body: { email, password, ...(code !== undefined && { code }) } })
  const wrong = { status: 401, body: { code: 'WRONG_CREDENTIALS' } }
  expect(await attempt('wrong')).toMatchObject(wrong)
  expect(await attempt('wrong', totpCode(secret))).toMatchObject(wrong)
  expect(await attempt(PASSWORD)).toMatchObject({ status: 401, body: { code: 'TOTP_REQUIRED' } })
  expect((await attempt(PASSWORD, totpCode(secret))).status).toBe(200)
})

test.each(['000000', '00000', 'x', '０８１８０４', 'AAAA-AAAA-AAAA-AAAA', '1'.repeat(60), '\u0000'])(
  'the code %j is wrong, on REST and tRPC',
  async (code) => {
    const { email } = await givenEnrolled()
    expect(await signIn(email, code)).toMatchObject({ status: 401, body: { code: 'WRONG_CODE' } })
    const body = { email, password: PASSWORD, code }
    expect(await server.trpc('mutation', 'auth.login', { body })).toMatchObject({ status: 401, code: 'WRONG_CODE' })
  },
)

test.each(['', 123_456, '1'.repeat(61), null, ['123456']])('%j is not even a code', async (code) => {
  const { email } = await givenAccount()
  const body = { email, password: PASSWORD, code }
  expect(await server.rest('POST', '/api/auth/login', { body })).toMatchObject({
    status: 400,
    body: { code: 'INVALID_INPUT', issues: [{ path: 'code' }] },
  })
})

test('a code works once, however it is spaced', async () => {
  const { email, secret } = await givenEnrolled()
  const code = totpCode(secret)
  expect((await signIn(email, `${code.slice(0, 3)} ${code.slice(3)}`)).status).toBe(200)
  expect(await signIn(email, code)).toMatchObject({ status: 401, body: { code: 'WRONG_CODE' } })
  // Nor does one that was shown before it.
  expect(await signIn(email, totpCode(secret, Date.now() - 30_000))).toMatchObject({ body: { code: 'WRONG_CODE' } })
})

const userRow = 'select id from users where email = ? for update'

test('of several sign-ins at once with one code, one succeeds', async () => {
  const { email, secret } = await givenEnrolled()
  // Made once: half a minute may end between two.
  const code = totpCode(secret)
  const attempt = () => signIn(email, code)
  const answers = await race(server, [userRow, email], [attempt, attempt, attempt])
  expect(statusesOf(answers)).toEqual([200, 401, 401])
})

test('a recovery code works once, for its owner, however it is typed', async () => {
  const { email, recoveryCodes } = await givenEnrolled()
  const other = await givenEnrolled()
  const [one = '', two = '', three = ''] = recoveryCodes
  expect(await signIn(other.email, one)).toMatchObject({ status: 401, body: { code: 'WRONG_CODE' } })
  expect((await signIn(email, one)).status).toBe(200)
  expect(await signIn(email, one)).toMatchObject({ status: 401, body: { code: 'WRONG_CODE' } })
  expect((await signIn(email, ` ${two.replaceAll('-', ' ').toLowerCase()} `)).status).toBe(200)
  const attempt = () => signIn(email, three)
  const row = 'select c.id from recovery_codes c join users u on u.id = c.user_id where u.email = ? for update of c'
  expect(statusesOf(await race(server, [row, email], [attempt, attempt, attempt]))).toEqual([200, 401, 401])
})

test('a recovery code that is used is written down, and neither a wrong one nor one of the app', async () => {
  const { id, email, secret, recoveryCodes } = await givenEnrolled()
  const [code = ''] = recoveryCodes
  await signIn(email, totpCode(secret))
  for (let tried = 0; tried < 2; tried++) await signIn(email, code)
  const used = { actor: id, action: 'auth.totp.use-recovery-code' }
  const entries = await server.orm.em.fork().find(AuditEntry, used)
  expect(entries).toMatchObject([{ objectType: 'user', objectId: id, before: null, after: null }])
})

test('after ten wrong codes even a right one has to wait, and asking for one costs nothing', async () => {
  const { email, secret } = await givenEnrolled()
  for (let asked = 0; asked < 12; asked++) expect((await signIn(email)).body.code).toBe('TOTP_REQUIRED')
  for (let tried = 0; tried < 10; tried++) expect((await signIn(email, '000000')).body.code).toBe('WRONG_CODE')
  const limited = await signIn(email, totpCode(secret))
  expect(limited).toMatchObject({ status: 429, body: { code: 'TOO_MANY_REQUESTS' } })
  expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0)
})

test('whoever tries wrong passwords uses up none of the owner’s tries of a code', async () => {
  const { email, secret } = await givenEnrolled()
  for (let tried = 0; tried < 9; tried++)
    await server.rest('POST', '/api/auth/login', { body: { email, password: 'wrong', code: '000000' } })
  for (let tried = 0; tried < 9; tried++) await signIn(email, '000000')
  expect((await signIn(email, totpCode(secret))).status).toBe(200)
})

test('disabling takes password and code, and leaves nothing', async () => {
  const { id, email, token, secret, recoveryCodes } = await givenEnrolled()
  const disable = (currentPassword: string, code: string) => post('/totp/disable', token, { currentPassword, code })
  expect(await disable('wrong', totpCode(secret))).toMatchObject({ status: 400, body: { code: 'WRONG_PASSWORD' } })
  expect(await disable(PASSWORD, '000000')).toMatchObject({ status: 400, body: { code: 'WRONG_CODE' } })
  expect(await signIn(email)).toMatchObject({ body: { code: 'TOTP_REQUIRED' } })
  expect(await disable(PASSWORD, recoveryCodes[0] ?? '')).toMatchObject({ status: 200, body: { disabled: true } })
  expect((await signIn(email)).body.user).toMatchObject({ totpEnabledAt: null })
  expect(await disable(PASSWORD, recoveryCodes[1] ?? '')).toMatchObject({ body: { code: 'TOTP_NOT_ENABLED' } })
  const left = await server.orm.em.execute(
    `select totp_secret, totp_last_step, (select count(*)::int from recovery_codes where user_id = u.id) as codes,
       (select array_agg(action order by action) from audit_entries where object_id = u.id::text) as audited
     from users u where id = ?`,
    [id],
  )
  const audited = ['auth.totp.confirm', 'auth.totp.disable', 'auth.totp.enrol', 'auth.totp.use-recovery-code']
  expect(left).toEqual([{ totp_secret: null, totp_last_step: null, codes: 0, audited }])
})

test('customers cannot enrol', async () => {
  const token = await server.register()
  const bodies = { enrol: { currentPassword: 'a long enough password' }, confirm: { code: '000000' } }
  for (const [name, body] of Object.entries(bodies))
    expect(await post(`/totp/${name}`, token, body)).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } })
})

test('enrolling takes the password; each step only in its turn', async () => {
  const { email } = await givenAccount('admin')
  const { token } = (await signIn(email)).body
  const before = await server.readDatabase()
  const refused = async (path: string, body: object) => {
    const { status, body: told } = await post(path, token, body)
    return [status, told.code]
  }
  expect(await refused('/totp/enrol', { currentPassword: 'wrong' })).toEqual([400, 'WRONG_PASSWORD'])
  expect(await refused('/totp/confirm', { code: '123456' })).toEqual([409, 'TOTP_NOT_ENROLLED'])
  const nothingToDisable = { currentPassword: PASSWORD, code: '123456' }
  expect(await refused('/totp/disable', nothingToDisable)).toEqual([409, 'TOTP_NOT_ENABLED'])
  expect(await server.readDatabase()).toEqual(before)
  const { secret: replaced } = await enrol(token)
  const { secret } = await enrol(token)
  expect(await refused('/totp/confirm', { code: totpCode(replaced) })).toEqual([400, 'WRONG_CODE'])
  expect(await refused('/totp/confirm', { code: '０８１８０４' })).toEqual([400, 'WRONG_CODE'])
  const { body } = await post<{ token: string }>('/totp/confirm', token, { code: totpCode(secret) })
  for (const [path, input] of [
    ['/totp/enrol', { currentPassword: PASSWORD }],
    ['/totp/confirm', { code: totpCode(secret) }],
  ] as const)
    expect(await post(path, body.token, input)).toMatchObject({ status: 409, body: { code: 'TOTP_ALREADY_ENABLED' } })
})

test('of several confirmations at once with one code, one succeeds', async () => {
  const { email } = await givenAccount()
  const { token } = (await signIn(email)).body
  const { secret } = await enrol(token)
  const code = totpCode(secret)
  const confirm = () => post('/totp/confirm', token, { code })
  const answers = await race(server, [userRow, email], [confirm, confirm, confirm])
  expect(statusesOf(answers)).toEqual([200, 409, 409])
})

test('whoever signed in by cookie gets the session of the second factor in it too', async () => {
  const { email } = await givenAccount()
  const headers = { 'x-session-cookie': '1' }
  const signedIn = await server.rest('POST', '/api/auth/login', { body: { email, password: PASSWORD }, headers })
  const sent = { headers: { cookie: signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? '', origin: server.url } }
  const enrolment = { ...sent, body: { currentPassword: PASSWORD } }
  const { body } = await server.rest<Enrolment>('POST', '/api/auth/totp/enrol', enrolment)
  const confirmation = { ...sent, body: { code: totpCode(body.secret) } }
  const confirmed = await server.rest('POST', '/api/auth/totp/confirm', confirmation)
  expect(confirmed).toMatchObject({ status: 200, body: { token: null } })
  const cookie = confirmed.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  expect((await server.rest('GET', '/api/auth/profile', { headers: { cookie } })).status).toBe(200)
  expect((await server.rest('GET', '/api/auth/profile', sent)).status).toBe(401)
})

const free = new Set(['auth.logout', 'auth.profile', 'auth.totp.confirm', 'auth.totp.enrol'])

/** What a caller is told by each procedure that is not for everyone, with an input that no schema accepts. */
async function askAll(at: TestServer, token: string, access: readonly string[]) {
  const refusals: Record<string, unknown> = {}
  for (const { name, type, access: needed, rest } of listProcedures()) {
    if (!access.includes(needed ?? '') || name === 'auth.logout') continue
    const { code } = await at.trpc(type, name, { token, body: { noSuchField: 1 } })
    refusals[name] = new Set([code])
    if (!rest) continue
    const path = `/api${rest.path.replace(/\{\w+\}/g, 'x')}`
    const csv = rest.rawBody && { raw: 'x', headers: { 'content-type': rest.rawBody.contentTypes[0] ?? '' } }
    const inBody = !csv && rest.method !== 'GET' && { body: { noSuchField: 1 } }
    const query = inBody ? '' : '?noSuchField=1'
    const answer = await at.rest(rest.method, path + query, { token, ...csv, ...inBody })
    refusals[name] = new Set([code, answer.body.code])
  }
  return refusals
}

test('where it is compulsory, staff without a second factor may do nothing but enrol one', async () => {
  await using strict = await startTestServer({ REQUIRE_STAFF_2FA: 'on' })
  for (const role of ['staff', 'admin'] as const) {
    const { email } = await givenAccount(role, strict)
    const { token } = (await signIn(email, undefined, strict)).body
    const access = role === 'admin' ? ['signed-in', 'staff', 'admin'] : ['signed-in', 'staff']
    const before = await askAll(strict, token, access)
    expect(Object.keys(before).length).toBeGreaterThan(10)
    for (const [name, codes] of Object.entries(before))
      expect([name, [...(codes as Set<string>)].includes('TWO_FACTOR_REQUIRED')]).toEqual([name, !free.has(name)])
    const { secret } = await enrol(token, strict)
    const confirmed = await postTo(strict)<{ token: string }>('/totp/confirm', token, { code: totpCode(secret) })
    const after = await askAll(strict, confirmed.body.token, access)
    for (const [name, codes] of Object.entries(after))
      expect([name, [...(codes as Set<string>)].includes('TWO_FACTOR_REQUIRED')]).toEqual([name, false])
    expect((await postTo(strict)('/logout', token)).status).toBe(401)
    expect((await postTo(strict)('/logout', confirmed.body.token)).status).toBe(200)
  }
})

test('where it is compulsory for staff, customers and passers-by notice nothing', async () => {
  await using strict = await startTestServer({ REQUIRE_STAFF_2FA: 'on' })
  const token = await strict.register()
  expect((await strict.rest('GET', '/api/products')).status).toBe(200)
  expect((await strict.rest('GET', '/api/auth/sessions', { token })).status).toBe(200)
  expect((await strict.rest('GET', '/api/cart', { token })).status).toBe(200)
  const { email } = await givenAccount('staff', strict)
  const staff = (await signIn(email, undefined, strict)).body.token
  expect((await strict.rest('GET', '/api/auth/profile', { token: staff })).status).toBe(200)
  expect((await postTo(strict)('/logout', staff)).status).toBe(200)
})
