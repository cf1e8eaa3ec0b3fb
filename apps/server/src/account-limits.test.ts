import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServer, registration, startTestServer } from '../testing/test-server.ts'

const PASSWORD = 'a long enough password'

let server: TestServer
let hosts = 0

beforeAll(async () => {
  server = await startTestServer({ TRUST_PROXY: '127.0.0.1' })
})

afterAll(() => server.close())

/** Another client address each time, as the proxy in front would name it. */
const newHost = (): string => `203.0.113.${++hosts}`

const newAddress = (): string => `${crypto.randomUUID()}@example.com`

const post = (from: string, path: string, { token, body }: { token?: string; body?: object }) => {
  const headers = { 'x-forwarded-for': from, ...(body && { 'content-type': 'application/json' }) }
  return server.rest('POST', `/api/auth/${path}`, { token, headers, ...(body && { body }) })
}

const signIn = (from: string, email: string, password = PASSWORD) => post(from, 'login', { body: { email, password } })
const reset = (from: string, email: string) => post(from, 'password-reset', { body: { email } })

async function newCustomer() {
  const email = newAddress()
  const { body } = await post(newHost(), 'register', { body: registration({ email }) })
  return { email, token: String(body.token) }
}

async function statusesOf(count: number, ask: (index: number) => Promise<{ status: number }>): Promise<number[]> {
  const statuses = []
  for (let index = 0; index < count; index++) statuses.push((await ask(index)).status)
  return statuses
}

const times = (count: number, status: number): number[] => Array.from({ length: count }, () => status)

test('after ten failures an account is closed to that address for a while, and open to its owner elsewhere', async () => {
  const { email } = await newCustomer()
  const stranger = newHost()
  expect(await statusesOf(10, () => signIn(stranger, email, 'wrong'))).toEqual(times(10, 401))
  const limited = await signIn(stranger, email)
  expect(limited).toMatchObject({ status: 429, body: { code: 'TOO_MANY_REQUESTS' } })
  const wait = Number(limited.headers.get('retry-after'))
  expect(wait).toBeGreaterThan(0)
  expect(wait).toBeLessThanOrEqual(15 * 60)
  expect((await signIn(newHost(), email)).status).toBe(200)
  expect((await signIn(stranger, (await newCustomer()).email)).status).toBe(200)
})

test('tRPC limits with the same answer and Retry-After', async () => {
  const headers = { 'x-forwarded-for': newHost() }
  const login = () => server.trpc('mutation', 'auth.login', { headers, body: { email: 5, password: 'wrong' } })
  expect((await login()).status).toBe(400)
  const body = { email: newAddress(), password: 'wrong' }
  const tryAgain = () => server.trpc('mutation', 'auth.login', { headers, body })
  expect(await statusesOf(10, tryAgain)).toEqual(times(10, 401))
  const limited = await tryAgain()
  expect(limited).toMatchObject({ status: 429, code: 'TOO_MANY_REQUESTS' })
  expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0)
})

test('signing in forgets the failures before', async () => {
  const { email } = await newCustomer()
  const host = newHost()
  for (let round = 0; round < 2; round++) {
    expect(await statusesOf(9, () => signIn(host, email, 'wrong'))).toEqual(times(9, 401))
    expect((await signIn(host, email)).status).toBe(200)
  }
})

test('guessing many at once gains nothing: ten are answered, whichever they are', async () => {
  const { email } = await newCustomer()
  const host = newHost()
  const guesses = [...Array.from({ length: 59 }, (_, index) => `wrong ${index}`), PASSWORD]
  const answers = await Promise.all(guesses.map((guess) => signIn(host, email, guess)))
  const statuses = answers.map(({ status }) => status)
  expect(statuses.filter((status) => status === 401)).toHaveLength(10)
  expect(statuses.filter((status) => status === 429)).toHaveLength(50)
})

test('a hundred failures a day from one address are enough, whatever the accounts, and close no other', async () => {
  const { email } = await newCustomer()
  const host = newHost()
  expect(await statusesOf(100, () => signIn(host, newAddress(), 'wrong'))).toEqual(times(100, 401))
  expect((await signIn(host, email)).status).toBe(429)
  expect((await signIn(newHost(), email)).status).toBe(200)
})

test('the addresses of one IPv6 network count as one', async () => {
  const { email } = await newCustomer()
  const guess = (index: number) => signIn(`2001:db8:0:1::${index.toString(16)}`, email, 'wrong')
  expect(await statusesOf(10, guess)).toEqual(times(10, 401))
  expect((await signIn('2001:db8::1:ffff:ffff:ffff:1', email)).status).toBe(429)
  expect((await signIn('2001:db8:0:2::1', email)).status).toBe(200)
})

test('an address that nobody trusts as a proxy cannot name another in its place', async () => {
  await using open = await startTestServer()
  const body = { email: newAddress(), password: 'wrong' }
  const ask = () =>
    open.rest('POST', '/api/auth/login', {
      body,
      headers: { 'x-forwarded-for': newHost(), 'content-type': 'application/json' },
    })
  expect(await statusesOf(11, ask)).toEqual([...times(10, 401), 429])
})

test('guessing the password in a stolen session is limited as at the door', async () => {
  const { token } = await newCustomer()
  const host = newHost()
  const change = (currentPassword: string, from = host) =>
    post(from, 'change-password', { token, body: { currentPassword, newPassword: 'another long enough one' } })
  expect(await statusesOf(10, () => change('wrong'))).toEqual(times(10, 400))
  expect((await change(PASSWORD)).status).toBe(429)
  expect((await change(PASSWORD, newHost())).status).toBe(200)
})

test('an address that may sign in no more does not keep those inside from proving their password', async () => {
  const { email, token } = await newCustomer()
  const host = newHost()
  await statusesOf(100, () => signIn(host, newAddress(), 'wrong'))
  expect((await signIn(host, email)).status).toBe(429)
  const change = (currentPassword: string) =>
    post(host, 'change-password', { token, body: { currentPassword, newPassword: 'another long enough one' } })
  expect([(await change('wrong')).status, (await change(PASSWORD)).status]).toEqual([400, 200])
})

test('twenty accounts an hour come from one address, and more from others', async () => {
  const host = newHost()
  const register = () => post(host, 'register', { body: registration() })
  expect(await statusesOf(21, register)).toEqual([...times(20, 201), 429])
  expect((await post(newHost(), 'register', { body: registration() })).status).toBe(201)
})

const countResetJobs = async (email: string): Promise<number> => {
  const sql = `select id from pgboss.job where name = 'mail-password-reset' and data ->> 'email' = ?`
  return (await server.orm.em.fork().execute<object[]>(sql, [email])).length
}

test('one address asks five times an hour for a reset of one account, known or not', async () => {
  for (const email of [(await newCustomer()).email, newAddress()]) {
    const host = newHost()
    expect(await statusesOf(6, () => reset(host, email))).toEqual([...times(5, 202), 429])
    expect((await reset(host, newAddress())).status).toBe(202)
  }
})

test('one address asks thirty times an hour for resets of any accounts', async () => {
  const host = newHost()
  expect(await statusesOf(31, () => reset(host, newAddress()))).toEqual([...times(30, 202), 429])
})

test('strangers everywhere can neither flood a mailbox nor keep its owner from asking', async () => {
  const { email } = await newCustomer()
  expect(await statusesOf(20, () => reset(newHost(), email))).toEqual(times(20, 202))
  expect(await countResetJobs(email)).toBe(5)
})

test('links that prove an address are sent five times an hour', async () => {
  const { token } = await newCustomer()
  const host = newHost()
  const resend = () => post(host, 'verify-email/resend', { token })
  expect(await statusesOf(6, resend)).toEqual([...times(5, 202), 429])
  const body = { newEmail: newAddress(), currentPassword: PASSWORD }
  expect((await post(host, 'change-email', { token, body })).status).toBe(429)
})
