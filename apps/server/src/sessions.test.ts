import { once } from 'node:events'
import { type IncomingMessage, request as httpRequest } from 'node:http'
import { text as readAll } from 'node:stream/consumers'
import { newId } from '@desideliver/db'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { race } from '../testing/race.ts'
import { type RestAnswer, type Sent, type TestServer, registration, startTestServer } from '../testing/test-server.ts'

const NAME = '__Host-desideliver'
const FRONTEND = 'https://shop.example.com'

const ErrorShape = z.strictObject({
  code: z.string().regex(/^[A-Z][A-Z_]+$/),
  message: z.string().min(1),
  requestId: z.uuid(),
  issues: z.array(z.strictObject({ path: z.string(), message: z.string() })).optional(),
})

interface Listed {
  id: string
  createdAt: string
  lastSeenAt: string
  expiresAt: string
  ipAddress: string | null
  userAgent: string | null
  current: boolean
}

let server: TestServer

beforeAll(async () => {
  server = await startTestServer({ ALLOWED_ORIGINS: FRONTEND, RATE_LIMITS: 'off' })
})

afterAll(() => server.close())

const profile = (token: string | undefined) => server.rest('GET', '/api/auth/profile', { token })

const listSessions = async (token: string): Promise<Listed[]> =>
  (await server.rest<{ items: Listed[] }>('GET', '/api/auth/sessions', { token })).body.items

/** A customer of the test's own: its token and address. */
async function givenCustomer() {
  const email = `${newId()}@example.com`
  return { email, token: await server.register({ email }) }
}

const signIn = async (email: string, headers: Record<string, string> = {}) =>
  (
    await server.rest<{ token: string; expiresAt: string }>('POST', '/api/auth/login', {
      body: { email, password: registration().password },
      headers,
    })
  ).body

/** Lets the sessions of a user be older than they are. */
const alterSessions = (email: string, change: string) =>
  server.orm.em.execute(`update sessions set ${change} where user_id = (select id from users where email = ?)`, [email])

const statusesOf = (answers: { status: number }[]): number[] =>
  answers.map(({ status }) => status).toSorted((one, other) => one - other)

/** A refusal's status and code, once it has the one shape and nothing has changed. */
async function refusal(ask: () => Promise<RestAnswer<Record<string, unknown>>>) {
  const before = await server.readDatabase()
  const { status, body } = await ask()
  expect(ErrorShape.safeParse(body).error).toBeUndefined()
  expect(await server.readDatabase()).toEqual(before)
  return [status, body.code]
}

test('a refresh gives a new token, and the old one is dead at once', async () => {
  const { token } = await givenCustomer()
  const [before] = await listSessions(token)
  const answer = await server.rest<{ token: string }>('POST', '/api/auth/token/refresh', { token })
  expect(answer).toMatchObject({ status: 200, body: { token: expect.stringMatching(/^[\w-]{43}$/), user: {} } })
  expect(answer.body.token).not.toBe(token)
  expect(await refusal(() => profile(token))).toEqual([401, 'UNAUTHENTICATED'])
  expect(await refusal(() => server.rest('POST', '/api/auth/token/refresh', { token }))).toEqual([
    401,
    'UNAUTHENTICATED',
  ])
  const after = await listSessions(answer.body.token)
  expect(after).toMatchObject([{ current: true, createdAt: before?.createdAt }])
})

test('of several refreshes at once one succeeds', async () => {
  const { email, token } = await givenCustomer()
  const row = 'select s.id from sessions s join users u on u.id = s.user_id where u.email = ? for update of s'
  const refresh = () => server.rest('POST', '/api/auth/token/refresh', { token })
  const answers = await race(server, [row, email], [refresh, refresh, refresh])
  expect(statusesOf(answers)).toEqual([200, 401, 401])
  expect(await listSessions(String(answers.find(({ status }) => status === 200)?.body.token))).toHaveLength(1)
})

test('a refresh does not move the absolute end', async () => {
  const { email, token } = await givenCustomer()
  await alterSessions(email, `created_at = now() - interval '29 days'`)
  const { body } = await server
    .trpc<{ token: string; expiresAt: string }>('mutation', 'auth.refresh', { token })
    .then(({ data }) => ({ body: data }))
  const [session] = await listSessions(body.token)
  expect(session?.expiresAt).toBe(body.expiresAt)
  expect(Date.parse(body.expiresAt) - Date.parse(session?.createdAt ?? '')).toBe(30 * 86_400_000)
  await alterSessions(
    email,
    `created_at = created_at - interval '1 day 1 minute', expires_at = now() + interval '1 day'`,
  )
  expect(await refusal(() => profile(body.token))).toEqual([401, 'UNAUTHENTICATED'])
})

test('a session that is not used for seven days ends, and use puts that off', async () => {
  const { email, token } = await givenCustomer()
  await alterSessions(email, `last_seen_at = now() - interval '6 days', expires_at = now() + interval '1 day'`)
  expect((await profile(token)).status).toBe(200)
  const [session] = await listSessions(token)
  expect(Date.parse(session?.expiresAt ?? '') - Date.parse(session?.lastSeenAt ?? '')).toBe(7 * 86_400_000)
  await alterSessions(email, `expires_at = now() - interval '1 second'`)
  expect(await refusal(() => profile(token))).toEqual([401, 'UNAUTHENTICATED'])
})

test('staff are signed out after twelve hours, however busy', async () => {
  const [token, kept] = [await server.signIn('staff'), await server.signIn('staff')]
  const [session] = await listSessions(token)
  expect(Date.parse(session?.expiresAt ?? '') - Date.parse(session?.createdAt ?? '')).toBe(12 * 3_600_000)
  await alterSessions('staff@desideliver.test', `created_at = now() - interval '11 hours 59 minutes'`)
  expect((await profile(kept)).status).toBe(200)
  await alterSessions('staff@desideliver.test', `created_at = now() - interval '12 hours 1 second'`)
  expect(await refusal(() => profile(token))).toEqual([401, 'UNAUTHENTICATED'])
})

test('forged, truncated, lengthened and altered tokens open nothing', async () => {
  const { token } = await givenCustomer()
  const last = token.at(-1) === 'A' ? 'B' : 'A'
  const forged = [
    '',
    'x',
    token.slice(0, -1),
    `${token}A`,
    token.slice(0, -2) + last + last,
    'A'.repeat(43),
    `${token} x`,
  ]
  for (const attempt of [...forged, token.toLowerCase(), `${token}%00`, 'null'])
    expect([attempt, ...(await refusal(() => profile(attempt)))]).toEqual([attempt, 401, 'UNAUTHENTICATED'])
  const [{ id } = { id: '' }] = await server.orm.em.execute<{ id: string }[]>('select id from sessions limit 1')
  expect(await refusal(() => profile(id))).toEqual([401, 'UNAUTHENTICATED'])
  expect((await profile(token)).status).toBe(200)
})

test('only the hash of a token is stored', async () => {
  const { token } = await givenCustomer()
  const rows = await server.orm.em.execute<{ row: string }[]>('select s::text as row from sessions s')
  expect(rows.some(({ row }) => row.includes(token))).toBe(false)
})

test('owners see their own sessions, and which of them asks', async () => {
  const { email, token } = await givenCustomer()
  await signIn(email, { 'user-agent': 'Kitchen tablet' })
  await server.register()
  const sessions = await listSessions(token)
  expect(sessions).toMatchObject([
    { current: false, userAgent: 'Kitchen tablet', ipAddress: '127.0.0.1' },
    { current: true, id: expect.any(String) },
  ])
  const { body } = await server.rest<{ nextCursor: string }>('GET', '/api/auth/sessions?limit=1', { token })
  const next = await server.rest('GET', `/api/auth/sessions?limit=1&cursor=${body.nextCursor}`, { token })
  expect(next.body).toMatchObject({ items: [{ id: sessions[1]?.id }], nextCursor: null })
  await alterSessions(email, `expires_at = case user_agent when 'Kitchen tablet' then now() else expires_at end`)
  expect(await listSessions(token)).toMatchObject([{ current: true }])
})

const withoutIds = ({ body }: { body: object }, asked: string): string =>
  JSON.stringify({ ...body, requestId: '' }).replaceAll(asked, '')

test('owners end their own sessions; another’s answers exactly as a missing one', async () => {
  const { email, token } = await givenCustomer()
  const { token: other } = await signIn(email)
  const stranger = await server.register()
  const id = (await listSessions(token)).find(({ current }) => !current)?.id ?? ''
  const missing = newId()
  const end = (session: string, asking: string) =>
    server.rest('DELETE', `/api/auth/sessions/${session}`, { token: asking })
  const [foreign, none] = [await end(id, stranger), await end(missing, stranger)]
  expect(foreign).toMatchObject({ status: 404, body: { code: 'SESSION_NOT_FOUND' } })
  expect(withoutIds(foreign, id)).toBe(withoutIds(none, missing))
  expect((await profile(other)).status).toBe(200)
  expect(await end(id, token)).toMatchObject({ status: 200, body: { ended: true } })
  expect((await profile(other)).status).toBe(401)
  expect((await end(id, token)).status).toBe(404)
  expect((await profile(token)).status).toBe(200)
})

test('who is disabled can neither refresh nor read', async () => {
  const { email, token } = await givenCustomer()
  await server.orm.em.execute('update users set disabled_at = now() where email = ?', [email])
  expect(await refusal(() => server.rest('POST', '/api/auth/token/refresh', { token }))).toEqual([
    401,
    'UNAUTHENTICATED',
  ])
})

/** Signs a new customer in as a browser does. @returns the `Cookie` header it then sends */
async function givenCookie(): Promise<string> {
  const body = registration()
  const answer = await server.rest('POST', '/api/auth/register', { body, headers: { 'x-session-cookie': '1' } })
  expect(answer).toMatchObject({ status: 201, body: { token: null, user: { email: body.email } } })
  return cookieOf(answer) ?? ''
}

const cookieOf = ({ headers }: { headers: Headers }): string | undefined => headers.getSetCookie()[0]?.split(';')[0]

test('a browser gets the token in a cookie that no script sees and no other site sends', async () => {
  const { email } = await givenCustomer()
  const sent: Sent = { body: { email, password: registration().password }, headers: { 'x-session-cookie': '1' } }
  const rest = await server.rest('POST', '/api/auth/login', sent)
  const trpc = await server.trpc('mutation', 'auth.login', sent)
  expect([rest.body.token, trpc.data]).toEqual([null, expect.objectContaining({ token: null })])
  for (const { headers } of [rest, trpc]) {
    const [cookie, ...more] = headers.getSetCookie()
    expect(more).toEqual([])
    expect(cookie).toMatch(
      /^__Host-desideliver=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict; Expires=\w{3}, [\w: ]+ GMT$/,
    )
  }
})

test('without the header, and where signing in fails, no cookie is set', async () => {
  const { email } = await givenCustomer()
  const asked = { 'x-session-cookie': '1' }
  const wrong = await server.rest('POST', '/api/auth/login', { body: { email, password: 'wrong' }, headers: asked })
  const plain = await server.rest('POST', '/api/auth/login', { body: { email, password: registration().password } })
  expect([wrong.status, wrong.headers.getSetCookie()]).toEqual([401, []])
  expect([plain.status, plain.headers.getSetCookie()]).toEqual([200, []])
})

test('the cookie signs reads in, and writes of our own or an allowed origin, on REST and tRPC', async () => {
  const cookie = await givenCookie()
  expect((await server.rest('GET', '/api/auth/profile', { headers: { cookie } })).status).toBe(200)
  expect((await server.trpc('query', 'auth.profile', { headers: { cookie } })).status).toBe(200)
  for (const origin of [server.url, FRONTEND]) {
    const headers = { cookie, origin }
    expect((await server.rest('DELETE', '/api/cart/clear', { headers })).status).toBe(200)
    expect((await server.trpc('mutation', 'cart.clear', { headers })).status).toBe(200)
  }
})

test('a write signed in by the cookie is refused without an Origin or with a foreign one', async () => {
  const cookie = await givenCookie()
  const foreign = ['https://evil.example', 'null', `${FRONTEND}.evil.example`, FRONTEND.replace('https', 'http')]
  const cases = [{ headers: { cookie }, code: 'CSRF' }].concat(
    foreign.map((origin) => ({ headers: { cookie, origin }, code: 'UNKNOWN_ORIGIN' })),
  )
  for (const { headers, code } of cases) {
    expect(await refusal(() => server.rest('DELETE', '/api/cart/clear', { headers }))).toEqual([403, code])
    expect(await refusal(() => server.rest('POST', '/api/auth/logout', { headers }))).toEqual([403, code])
    const trpc = { ...headers, 'content-type': 'application/json' }
    expect(await refusal(() => server.rest('POST', '/trpc/auth.logout', { headers: trpc }))).toEqual([403, code])
  }
  expect((await server.rest('GET', '/api/auth/profile', { headers: { cookie } })).status).toBe(200)
})

test('the form of another site changes nothing, cookie or not', async () => {
  const cookie = await givenCookie()
  const form = (raw: NonNullable<Sent['raw']>, headers: Record<string, string>) => () =>
    server.rest('POST', '/api/auth/logout', { raw, headers })
  const text = { 'content-type': 'text/plain' }
  const fields = new URLSearchParams({ a: '1' })
  const origin = 'https://evil.example'
  expect(await refusal(form(fields, { cookie, origin }))).toEqual([403, 'UNKNOWN_ORIGIN'])
  expect(await refusal(form('{}', { ...text, cookie, origin }))).toEqual([403, 'UNKNOWN_ORIGIN'])
  expect(await refusal(form(fields, { cookie }))).toEqual([403, 'CSRF'])
  expect(await refusal(form(fields, { cookie, origin: server.url }))).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE'])
  expect((await server.rest('GET', '/api/auth/profile', { headers: { cookie } })).status).toBe(200)
})

test('a refresh by cookie answers with a cookie and never tells the token', async () => {
  const cookie = await givenCookie()
  const headers = { cookie, origin: server.url }
  const answer = await server.rest('POST', '/api/auth/token/refresh', { headers })
  const renewed = cookieOf(answer) ?? ''
  expect(answer).toMatchObject({ status: 200, body: { token: null } })
  expect(renewed).toMatch(/^__Host-desideliver=[\w-]{43}$/)
  expect(await refusal(() => server.rest('GET', '/api/auth/profile', { headers: { cookie } }))).toEqual([
    401,
    'UNAUTHENTICATED',
  ])
  expect((await server.rest('GET', '/api/auth/profile', { headers: { cookie: renewed } })).status).toBe(200)
})

test('signing out ends the session and clears the cookie', async () => {
  for (const type of ['rest', 'trpc']) {
    const cookie = await givenCookie()
    const headers = { cookie, origin: server.url }
    const { status, headers: told } =
      type === 'rest'
        ? await server.rest('POST', '/api/auth/logout', { headers })
        : await server.trpc('mutation', 'auth.logout', { headers })
    expect(status).toBe(200)
    expect(told.getSetCookie()).toEqual([`${NAME}=; Path=/; HttpOnly; Secure; SameSite=Strict; Max-Age=0`])
    expect((await server.rest('GET', '/api/auth/profile', { headers: { cookie } })).status).toBe(401)
  }
})

test('a streamed batch cannot set the cookie, and opens no session', async () => {
  const { email, token } = await givenCustomer()
  const answer = await fetch(`${server.url}/trpc/auth.login?batch=1`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'trpc-accept': 'application/jsonl', 'x-session-cookie': '1' },
    body: JSON.stringify({ 0: { json: { email, password: registration().password } } }),
  })
  expect(answer.headers.getSetCookie()).toEqual([])
  expect(await answer.text()).toContain('COOKIE_IN_STREAM')
  expect(await listSessions(token)).toHaveLength(1)
})

test('a bearer token goes before the cookie, right or wrong', async () => {
  const [cookie, { email, token }] = [await givenCookie(), await givenCustomer()]
  expect((await server.rest('GET', '/api/auth/profile', { token, headers: { cookie } })).body).toMatchObject({ email })
  const cleared = await server.rest('DELETE', '/api/cart/clear', { token, headers: { cookie } })
  expect(cleared.status).toBe(200)
  for (const authorization of [`Bearer ${'A'.repeat(43)}`, 'Bearer', 'Basic YTpi', ''])
    expect(
      await refusal(() => server.rest('GET', '/api/auth/profile', { headers: { cookie, authorization } })),
    ).toEqual([401, 'UNAUTHENTICATED'])
  const out = await server.rest('POST', '/api/auth/logout', { token, headers: { cookie } })
  expect([out.status, out.headers.getSetCookie()]).toEqual([200, []])
  expect((await server.rest('GET', '/api/auth/profile', { headers: { cookie } })).status).toBe(200)
})

test('of two Authorization headers or two session cookies neither counts', async () => {
  const [{ token }, other] = [await givenCustomer(), await server.register()]
  const get = async (headers: string[]) => {
    const sent = httpRequest(`${server.url}/api/auth/profile`, {
      headers: ['host', new URL(server.url).host, ...headers],
    })
    const [answer] = (await once(sent.end(), 'response')) as [IncomingMessage]
    const body: { code?: string } = JSON.parse(await readAll(answer))
    return [answer.statusCode, body.code]
  }
  const [first, second] = [`Bearer ${token}`, `Bearer ${other}`]
  expect(await get(['authorization', first])).toEqual([200, undefined])
  expect(await get(['authorization', first, 'authorization', second])).toEqual([401, 'UNAUTHENTICATED'])
  expect(await get(['authorization', first, 'authorization', first])).toEqual([401, 'UNAUTHENTICATED'])
  expect(await get(['cookie', `${NAME}=${token}`])).toEqual([200, undefined])
  expect(await get(['cookie', `${NAME}=${token}; ${NAME}=${other}`])).toEqual([401, 'UNAUTHENTICATED'])
  expect(await get(['cookie', `${NAME}=${token}`, 'cookie', `${NAME}=${other}`])).toEqual([401, 'UNAUTHENTICATED'])
  expect(await get(['cookie', `x${NAME}=${token}; desideliver=${token}`])).toEqual([401, 'UNAUTHENTICATED'])
})

const preflight = (origin: string) =>
  fetch(`${server.url}/api/cart/clear`, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'DELETE',
      'access-control-request-headers': 'x-session-cookie',
    },
  })

test('pages of an allowed origin may send the cookie, others may not even ask', async () => {
  const [allowed, foreign] = [await preflight(FRONTEND), await preflight('https://evil.example')]
  expect(allowed.headers.get('access-control-allow-origin')).toBe(FRONTEND)
  expect(allowed.headers.get('access-control-allow-credentials')).toBe('true')
  expect(foreign.headers.get('access-control-allow-origin')).toBe(null)
})
