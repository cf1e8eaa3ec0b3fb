import { Writable } from 'node:stream'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { mailsTo, tokenOf, untilMailed } from '../testing/mailed.ts'
import { type TestServer, registration, startTestServer } from '../testing/test-server.ts'
import { totpCode } from '../testing/given-totp.ts'

/** Whatever the server is given or gives away, by what it is, so that a find can be told without telling it. */
const secrets = new Map<string, string>()

const keep = (what: string, secret: unknown): string => {
  if (typeof secret !== 'string' || secret.length < 6) throw new Error(`There is no ${what}`)
  secrets.set(what, secret)
  return secret
}

const password = (what: string): string => keep(`password ${what}`, `canary-${what}-${crypto.randomUUID()}`)

const email = 'canary@example.com'
const newHand = 'canary-staff@example.com'
const logged: string[] = []

let server: TestServer
let admin: string
let requestId: string

beforeAll(async () => {
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      logged.push(chunk.toString())
      done()
    },
  })
  const SECRET_KEY = keep('SECRET_KEY', `canary-key-${crypto.randomUUID()}`)
  server = await startTestServer({ WORKER: 'on', RATE_LIMITS: 'off', SECRET_KEY }, pino({ level: 'trace' }, stream))
  admin = keep('token of the admin', await server.signIn('admin'))
  await signUpAndIn()
  await changePasswords()
  await takeStaffOn()
  await useKeys()
  await sendRubbish()
  await failAtEachTable()
  await failAJob()
}, 60_000)

afterAll(() => server.close())

const post = (path: string, body: unknown, token?: string) => server.rest('POST', path, { token, body })

let customer: string
let current: string

async function signUpAndIn(): Promise<void> {
  current = password('at first')
  const signedUp = await post('/api/auth/register', registration({ email, password: current }))
  expect(signedUp.status).toBe(201)
  requestId = signedUp.headers.get('x-request-id') ?? 'none'
  keep('token of the registration', signedUp.body.token)
  const link = tokenOf(await untilMailed(server, email, { subject: 'Confirm your e-mail address' }))
  expect((await post('/api/auth/verify-email', { token: keep('link of the address', link) })).status).toBe(200)
  expect((await post('/api/auth/login', { email, password: password('that is wrong') })).status).toBe(401)
  const signedIn = await server.trpc<{ token: string }>('mutation', 'auth.login', {
    body: { email, password: current },
  })
  customer = keep('token of the login', signedIn.data.token)
  const headers = { 'x-session-cookie': '1' }
  const byCookie = await server.rest('POST', '/api/auth/login', { body: { email, password: current }, headers })
  keep('cookie', /=([\w-]{43});/.exec(byCookie.headers.get('set-cookie') ?? '')?.[1])
  const renewed = await post('/api/auth/token/refresh', undefined, customer)
  customer = keep('token of the refresh', renewed.body.token)
}

async function changePasswords(): Promise<void> {
  const next = password('changed')
  const change = { currentPassword: current, newPassword: next }
  expect((await post('/api/auth/change-password', change, customer)).status).toBe(200)
  expect((await post('/api/auth/password-reset', { email })).status).toBe(202)
  const mail = await untilMailed(server, email, { subject: 'Choose a new password' })
  const token = keep('link of the reset', tokenOf(mail))
  await server.rest('GET', `/reset-password?token=${token}`)
  current = password('reset')
  const reset = { token, newPassword: current }
  expect((await post('/api/auth/password-reset/confirm', reset)).status).toBe(200)
  expect((await post('/api/auth/password-reset/confirm', reset)).status).toBe(400)
  customer = keep('token after the reset', (await post('/api/auth/login', { email, password: current })).body.token)
}

async function takeStaffOn(): Promise<void> {
  const invited = { email: newHand, firstName: 'Ca', lastName: 'Nary', role: 'staff' }
  expect((await post('/api/users/invite', invited, admin)).status).toBe(201)
  const subject = 'You are invited to work at DesiDeliver'
  const link = keep('link of the invitation', tokenOf(await untilMailed(server, newHand, { subject })))
  const chosen = password('of staff')
  const accepted = await post('/api/auth/accept-invitation', { token: link, password: chosen })
  const token = keep('token of the invitation', accepted.body.token)
  const enrolled = await post('/api/auth/totp/enrol', { currentPassword: chosen }, token)
  const secret = keep('secret of the second factor', enrolled.body.secret)
  const code = totpCode(secret)
  // Six digits alone stand in any dump by chance; as a value they do not.
  keep('code of the second factor', `"${code}"`)
  const confirmed = await post('/api/auth/totp/confirm', { code }, token)
  expect(confirmed.status).toBe(200)
  const codes = confirmed.body.recoveryCodes as string[]
  codes.forEach((recoveryCode, i) => keep(`recovery code ${i}`, recoveryCode))
  const signedIn = await post('/api/auth/login', { email: newHand, password: chosen, code: codes[0] })
  keep('token with the second factor', signedIn.body.token)
  expect((await post('/api/auth/login', { email: newHand, password: chosen, code: codes[0] })).status).toBe(401)
}

async function useKeys(): Promise<void> {
  const made = await post('/api/api-keys', { name: 'Canary key', scopes: ['orders:read'] }, admin)
  const key = keep('API key', made.body.key)
  expect((await server.rest('GET', '/api/orders/staff', { token: key })).status).toBe(200)
  expect((await server.rest('GET', '/api/api-keys', { token: key })).status).toBe(403)
  expect((await server.rest('DELETE', `/api/api-keys/${String(made.body.id)}`, { token: admin })).status).toBe(200)
  expect((await server.rest('GET', '/api/orders/staff', { token: key })).status).toBe(401)
}

/** Secrets where they do not belong, and in bodies that are refused. */
async function sendRubbish(): Promise<void> {
  const stray = password('astray')
  await post('/api/auth/login', { email, password: stray, [stray]: stray })
  await post('/api/auth/register', registration({ email: `${stray} at example`, password: stray, role: stray }))
  await server.rest('POST', '/api/auth/login', {
    raw: `{"password":"${stray}",`,
    headers: { 'content-type': 'application/json' },
  })
  await server.rest('GET', `/api/products?password=${stray}&token=${stray}`)
  await server.trpc('query', 'products.list', { body: { password: stray } })
  await server.trpc('query', 'auth.profile', { token: stray, headers: { cookie: `__Host-desideliver=${stray}` } })
}

/** Faults of ours are logged in full, with what the database said: even then no secret. */
async function failAtEachTable(): Promise<void> {
  const em = server.orm.em.fork()
  for (const table of ['users', 'sessions', 'account_tokens', 'api_keys', 'audit_entries']) {
    await em.execute(`alter table ${table} rename to ${table}_away`)
    const statuses = [
      await post('/api/auth/register', registration({ password: current })),
      await post('/api/auth/login', { email, password: current }),
      await post('/api/auth/password-reset/confirm', {
        token: keep(`link without ${table}`, 'l'.repeat(43)),
        newPassword: current,
      }),
      await post('/api/api-keys', { name: 'Canary key', scopes: ['orders:read'] }, admin),
      await server.rest('GET', '/api/auth/profile', { token: customer }),
    ].map(({ status }) => status)
    await em.execute(`alter table ${table}_away rename to ${table}`)
    expect(statuses).toContain(500)
  }
}

/** What a job failed with is kept beside it. */
async function failAJob(): Promise<void> {
  const em = server.orm.em.fork()
  await em.execute('alter table account_tokens rename to account_tokens_away')
  await post('/api/auth/password-reset', { email })
  await vi.waitFor(async () => {
    const failed = await em.execute<object[]>('select from pgboss.job where output is not null')
    if (failed.length === 0) throw new Error('No job has failed')
  }, 15_000)
  await em.execute('alter table account_tokens_away rename to account_tokens')
}

/** Every table of the database, row by row, as text. */
async function dumpDatabase(): Promise<string> {
  const em = server.orm.em.fork()
  const tables = await em.execute<{ name: string }[]>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
  )
  const dumps: string[] = []
  for (const { name } of tables) {
    const rows = await em.execute<{ row: object }[]>(`select row_to_json(t) as row from ${name} t`)
    dumps.push(`${name}\n${rows.map(({ row }) => JSON.stringify(row)).join('\n')}`)
  }
  return dumps.join('\n')
}

const found = (text: string): string[] =>
  [...secrets].flatMap(([what, secret]) => (text.includes(secret) ? [what] : []))

test('there are secrets to look for', () => {
  expect(secrets.size).toBeGreaterThan(25)
})

test('no secret stands in the log, not even in what it says of faults', () => {
  const log = logged.join('')
  const known = [requestId, 'A procedure failed', 'A job failed', '/reset-password']
  expect(known.filter((text) => !log.includes(text))).toEqual([])
  expect(found(log)).toEqual([])
})

test('no secret stands in any table, nor in the jobs and mails that were', async () => {
  const dump = await dumpDatabase()
  const known = [email, newHand, 'Canary key', 'mail-account-link', 'Choose a new password', '$argon2id$', '"output":{']
  expect(known.filter((text) => !dump.includes(text))).toEqual([])
  expect(found(dump)).toEqual([])
})

test('the mails themselves hold the links and nothing else that is secret', async () => {
  const mails = JSON.stringify([await mailsTo(server, email), await mailsTo(server, newHand)])
  expect(found(mails)).toEqual(['link of the address', 'link of the reset', 'link of the invitation'])
})
