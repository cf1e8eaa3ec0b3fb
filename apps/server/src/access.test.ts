import { createHash } from 'node:crypto'
import { type ListedProcedure, listProcedures } from '@desideliver/api'
import { ApiKey, Order, type Role, type Scope, Session, Ticket, User, newId, scopes } from '@desideliver/db'
import { givenOrder, givenProduct, givenTicket } from '@desideliver/db/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type Sent, type TestServer, registration, startTestServer } from '../testing/test-server.ts'

/** What a caller's token stands for. */
interface Standing {
  /** Null where the token opens nothing, or is none. */
  role: Role | null
  /** Of an API key; a person may do all that the role may. */
  scopes?: readonly Scope[]
}

const allBut = (scope: Scope): Scope[] => scopes.filter((other) => other !== scope)

const standings: Record<string, Standing> = {
  anonymous: { role: null },
  'customer A': { role: 'customer' },
  'customer B': { role: 'customer' },
  staff: { role: 'staff' },
  admin: { role: 'admin' },
  'a disabled customer': { role: null },
  'disabled staff': { role: null },
  'an idle token': { role: null },
  'a token past its longest life': { role: null },
  'a token that was signed out': { role: null },
  'a made-up token': { role: null },
  'half a token': { role: null },
  'a key of A with all scopes': { role: 'customer', scopes },
  'a key of A without orders:write': { role: 'customer', scopes: allBut('orders:write') },
  'a key of an admin with all scopes': { role: 'admin', scopes },
  'a key of an admin without catalogue:write': { role: 'admin', scopes: allBut('catalogue:write') },
  'a key of an admin without orders:read': { role: 'admin', scopes: allBut('orders:read') },
  'a key of an admin without orders:write': { role: 'admin', scopes: allBut('orders:write') },
  'a revoked key': { role: null },
  'an expired key': { role: null },
  'a key of a disabled customer': { role: null },
  'a made-up key': { role: null },
}

const admitted: Record<string, readonly Role[]> = {
  'signed-in': ['customer', 'staff', 'admin'],
  customer: ['customer'],
  staff: ['staff', 'admin'],
  admin: ['admin'],
}

const LET_IN = '400 INVALID_INPUT'

/** The answer to a call with a field that no procedure knows: who is let in gets no further than that. */
function expected({ name, access, scope }: ListedProcedure, { role, scopes: own }: Standing): string {
  if (access === 'anyone') return LET_IN
  const roles = admitted[access ?? '']
  if (!roles) throw new Error(`${name} does not say who may call it`)
  if (role === null) return '401 UNAUTHENTICATED'
  if (!roles.includes(role)) return '403 FORBIDDEN'
  return own && !(scope && own.includes(scope)) ? '403 SCOPE_MISSING' : LET_IN
}

const procedures = listProcedures()
const callers = Object.keys(standings)
const walks = procedures.flatMap((procedure) => callers.map((caller) => ({ procedure, caller })))

let server: TestServer
const tokens: Record<string, string | undefined> = {}

beforeAll(async () => {
  server = await startTestServer({ RATE_LIMITS: 'off' })
  for (const role of ['staff', 'admin'] as const) tokens[role] = await server.signIn(role)
  for (const name of ['customer A', 'customer B', 'a disabled customer']) tokens[name] = await server.register()
  await giveDeadTokens()
  await giveKeys()
  const em = server.orm.em.fork()
  await em.nativeUpdate(
    User,
    { id: { $in: [await userOf('a disabled customer'), disabledStaff] } },
    { disabledAt: new Date() },
  )
  // The first look at a cart makes one, and the last use of a key is noted: no refusal is to blame for either.
  for (const name of ['customer A', 'customer B']) await server.rest('GET', '/api/cart', { token: tokens[name] })
  await em.nativeUpdate(ApiKey, {}, { lastUsedAt: new Date('2999-01-01') })
}, 60_000)

afterAll(() => server.close())

const hash = (token: string | undefined): string =>
  createHash('sha256')
    .update(token ?? '')
    .digest('hex')

const sessionOf = (name: string): Promise<Session> =>
  server.orm.em.fork().findOneOrFail(Session, { id: hash(tokens[name]) })

const userOf = async (name: string): Promise<string> => (await sessionOf(name)).user.id

let disabledStaff: string

async function giveDeadTokens(): Promise<void> {
  const em = server.orm.em.fork()
  const past = new Date(Date.now() - 31 * 24 * 60 * 60 * 1_000)
  tokens['disabled staff'] = await server.register({ email: 'disabled-staff@example.com' })
  disabledStaff = await userOf('disabled staff')
  await em.nativeUpdate(User, { id: disabledStaff }, { role: 'staff' })
  tokens['an idle token'] = await server.signIn('admin')
  await em.nativeUpdate(Session, { id: hash(tokens['an idle token']) }, { expiresAt: past })
  tokens['a token past its longest life'] = await server.signIn('admin')
  await em.nativeUpdate(Session, { id: hash(tokens['a token past its longest life']) }, { createdAt: past })
  tokens['a token that was signed out'] = await server.signIn('admin')
  await server.rest('POST', '/api/auth/logout', { token: tokens['a token that was signed out'] })
  tokens['a made-up token'] = 'x'.repeat(43)
  tokens['half a token'] = tokens.admin?.slice(0, 21)
}

async function giveKeys(): Promise<void> {
  const [a, admin] = [await userOf('customer A'), await userOf('admin')]
  const owners: [RegExp, string][] = [
    [/ of A /, a],
    [/ of a disabled customer/, await userOf('a disabled customer')],
    [/ key of an admin |revoked|expired/, admin],
  ]
  for (const name of callers) {
    const userId = owners.find(([pattern]) => /\bkey\b/.test(name) && pattern.test(name))?.[1]
    if (!userId) continue
    const body = { name, userId, scopes: standings[name]?.scopes ?? scopes }
    const made = await server.rest<{ id: string; key: string }>('POST', '/api/api-keys', { token: tokens.admin, body })
    tokens[name] = made.body.key
    const end = name === 'a revoked key' ? { revokedAt: new Date() } : { expiresAt: new Date(0) }
    if (/revoked|expired/.test(name)) await server.orm.em.fork().nativeUpdate(ApiKey, { id: made.body.id }, end)
  }
  tokens['a made-up key'] = `dd_${'x'.repeat(43)}`
}

const ErrorShape = z.strictObject({
  code: z.string().regex(/^[A-Z][A-Z_]+$/),
  message: z.string().min(1),
  requestId: z.uuid(),
  issues: z.array(z.strictObject({ path: z.string(), message: z.string() })).optional(),
})

interface Answer {
  status: number
  body: Record<string, unknown>
}

/** Status and code of a refusal in the one shape. tRPC adds the status to it. */
function said({ status, body }: Answer): string {
  const { httpStatus, ...told } = body
  const sound = ErrorShape.safeParse(told).success && (httpStatus === undefined || httpStatus === status)
  return sound ? `${status} ${String(told.code)}` : `${status} ${JSON.stringify(body)}`
}

async function callRest({ rest }: ListedProcedure, token: string | undefined): Promise<Answer[]> {
  if (!rest) return []
  const path = `/api${rest.path.replace(/\{\w+\}/g, newId())}`
  const csv = rest.rawBody && { raw: 'x', headers: { 'content-type': rest.rawBody.contentTypes[0] ?? '' } }
  const inBody = !csv && rest.method !== 'GET' && { body: { noSuchField: 1 } }
  const query = inBody ? '' : '?noSuchField=1'
  const { status, body, headers } = await server.rest(rest.method, path + query, { token, ...csv, ...inBody })
  const isNamed = headers.get('x-request-id') === body.requestId
  return [{ status, body: isNamed ? body : { ...body, requestId: 'not that of the header' } }]
}

async function callTrpc({ type, name }: ListedProcedure, token: string | undefined): Promise<Answer[]> {
  const { status, error } = await server.trpc(type, name, { token, body: { noSuchField: 1 } })
  return [{ status, body: error ?? {} }]
}

/** The call twice in one request; a subscription has one of its own. */
async function callBatch({ type, name }: ListedProcedure, token: string | undefined): Promise<Answer[]> {
  if (type === 'subscription') return []
  const input = JSON.stringify({ 0: { json: { noSuchField: 1 } }, 1: { json: { noSuchField: 1 } } })
  const query = type === 'mutation' ? '' : `&input=${encodeURIComponent(input)}`
  const answer = await fetch(`${server.url}/trpc/${name},${name}?batch=1${query}`, {
    method: type === 'mutation' ? 'POST' : 'GET',
    headers: { 'content-type': 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) },
    ...(type === 'mutation' && { body: input }),
  })
  const items = (await answer.json()) as { error?: { json: { data: Record<string, unknown> } } }[]
  return items.map(({ error }) => ({
    status: Number(error?.json.data.httpStatus ?? 200),
    body: error?.json.data ?? {},
  }))
}

/** All that is stored, and who is signed in. An expired session is removed when it is shown. */
const readAll = async () => ({
  ...(await server.readDatabase()),
  sessions: await server.orm.em
    .fork()
    .execute<object[]>('select id, user_id, created_at, expires_at from sessions where expires_at > now() order by id'),
})

test(`${walks.length * 3} calls: ${procedures.length} procedures × ${callers.length} callers × REST, tRPC and batch`, async () => {
  const before = await readAll()
  const faults: string[] = []
  let calls = 0
  const queue = walks.values()
  const walk = async () => {
    for (const { procedure, caller } of queue) {
      const wanted = expected(procedure, standings[caller] ?? { role: null })
      const token = tokens[caller]
      const surfaces = { REST: callRest, tRPC: callTrpc, batch: callBatch }
      const messages = new Set<unknown>()
      for (const [surface, call] of Object.entries(surfaces)) {
        const answers = await call(procedure, token)
        calls += 1
        for (const answer of answers) {
          if (wanted !== LET_IN) messages.add(answer.body.message)
          if (said(answer) !== wanted)
            faults.push(`${procedure.name} as ${caller} by ${surface}: ${said(answer)}, not ${wanted}`)
        }
      }
      if (messages.size > 1)
        faults.push(`${procedure.name} as ${caller} is refused with ${[...messages].join(' and ')}`)
    }
  }
  await Promise.all(Array.from({ length: 4 }, walk))
  expect(faults).toEqual([])
  expect(calls).toBe(walks.length * 3)
  expect(await readAll()).toEqual(before)
}, 120_000)

test('each kind of refusal and each scope is met on the way', () => {
  const met = new Set(walks.map(({ procedure, caller }) => expected(procedure, standings[caller] ?? { role: null })))
  expect([...met].toSorted()).toEqual([LET_IN, '401 UNAUTHENTICATED', '403 FORBIDDEN', '403 SCOPE_MISSING'])
  for (const caller of callers) expect(tokens[caller] === undefined).toBe(caller === 'anonymous')
})

const newTicket = { subject: 'Two cases are missing', description: 'They were not on the truck.', category: 'delivery' }

/** The least that is known for one. */
const photo = {
  fileName: 'truck.png',
  contentType: 'image/png',
  content: Buffer.from('\x89PNG\r\n\x1a\n', 'latin1').toString('base64'),
}
/** The ticket of the last file that was given. */
const attachedTo = { id: '' }
/** A line of the last order that was given. */
const claimed = { claims: [{ itemCode: '', quantity: 1, reason: 'damaged', remedy: 'refund' }] }

/** Procedures that customers may call with an id, and what of customer A's the id names. */
const owned: Record<string, { give: () => Promise<string>; input?: object; field?: string; status?: number }> = {
  'orders.get': { give: giveOrder },
  'orders.cancel': { give: giveOrder, input: { reason: 'No longer needed' } },
  'tickets.get': { give: giveTicket },
  'tickets.comment': { give: giveTicket, input: { comment: 'Any news?' }, status: 201 },
  'tickets.create': { give: giveOrder, input: newTicket, field: 'orderId', status: 201 },
  'orders.reorder': { give: giveOrder },
  'tickets.rate': { give: giveClosedTicket, input: { score: 5 } },
  'tickets.attach': { give: giveTicket, input: photo, status: 201 },
  'tickets.downloadAttachment': { give: giveAttachment, input: attachedTo, field: 'attachmentId' },
  'tickets.removeAttachment': { give: giveAttachment, input: attachedTo, field: 'attachmentId' },
  'tickets.claim': { give: giveTicketOfOrder, input: claimed, status: 201 },
  'cart.update': { give: giveCartLine, input: { quantity: 3 } },
  'cart.remove': { give: giveCartLine },
  'auth.sessions.end': { give: giveSession },
}

/** Products belong to nobody. */
const shared = ['products.get', 'cart.add']

/** What narrows a list of one's own, or one's own stream, to what another has, leaves nothing. */
const narrowed = ['tickets.list']

async function giveOrder(): Promise<string> {
  const em = server.orm.em.fork()
  const customer = await em.findOneOrFail(User, await userOf('customer A'))
  const order: Order = await givenOrder(em, customer, [{ product: await givenProduct(em), quantity: 2 }])
  return order.id
}

async function giveTicket(): Promise<string> {
  const em = server.orm.em.fork()
  return (await givenTicket(em, await em.findOneOrFail(User, await userOf('customer A')))).id
}

async function giveAttachment(): Promise<string> {
  attachedTo.id = await giveTicket()
  const { content, contentType, fileName } = photo
  const { body } = await server.rest<{ id: string }>(
    'POST',
    `/api/tickets/${attachedTo.id}/attachments?fileName=${fileName}`,
    { token: tokens['customer A'], raw: Buffer.from(content, 'base64'), headers: { 'content-type': contentType } },
  )
  return body.id
}

async function giveTicketOfOrder(): Promise<string> {
  const em = server.orm.em.fork()
  const order = await em.findOneOrFail(Order, await giveOrder(), { populate: ['lines', 'customer'] })
  for (const claim of claimed.claims) claim.itemCode = order.lines[0]?.itemCode ?? ''
  return (await givenTicket(em, order.customer, { order })).id
}

async function giveClosedTicket(): Promise<string> {
  const id = await giveTicket()
  const now = new Date()
  await server.orm.em.fork().nativeUpdate(Ticket, { id }, { status: 'closed', resolvedAt: now, closedAt: now })
  return id
}

async function giveCartLine(): Promise<string> {
  const product = await givenProduct(server.orm.em.fork())
  const { body } = await server.rest<{ lines: { id: string; product: { id: string } }[] }>('POST', '/api/cart/add', {
    token: tokens['customer A'],
    body: { productId: product.id, quantity: 1 },
  })
  return body.lines.find((line) => line.product.id === product.id)?.id ?? ''
}

async function giveSession(): Promise<string> {
  const { email } = await server.orm.em.fork().findOneOrFail(User, await userOf('customer A'))
  await server.rest('POST', '/api/auth/login', { body: { email, password: registration().password } })
  const { body } = await server.rest<{ items: { id: string; current: boolean }[] }>('GET', '/api/auth/sessions', {
    token: tokens['customer A'],
  })
  return body.items.find(({ current }) => !current)?.id ?? ''
}

test('each procedure that customers may call with an id says whose it is', () => {
  const withId = procedures
    .filter(({ access }) => access === 'anyone' || access === 'signed-in' || access === 'customer')
    .filter(({ input }) =>
      Object.keys(input?.shape ?? {}).some((field) => /^id$|Ids?$/.test(field) && field !== 'taxId'),
    )
    .map(({ name }) => name)
  expect(withId.toSorted()).toEqual([...Object.keys(owned), ...shared, ...narrowed].toSorted())
})

/** Where each field of an input goes: into the path, beside a raw body, or into the body. */
function toRest(
  { path, rawBody }: NonNullable<ListedProcedure['rest']>,
  input: Record<string, unknown>,
): { path: string } & Sent {
  const left = new Map(Object.entries(input))
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(left.get(name))
    left.delete(name)
    return value
  })
  if (!rawBody) return { path: `/api${filled}`, ...(left.size > 0 && { body: Object.fromEntries(left) }) }
  const { content, contentType, fileName } = photo
  const headers = { 'content-type': contentType }
  return { path: `/api${filled}?fileName=${fileName}`, raw: Buffer.from(content, 'base64'), headers }
}

/** The same refusal without what differs by nature: its request id, and the id asked for. */
const withoutIds = ({ status, body }: Answer, id: string): unknown =>
  JSON.parse(JSON.stringify({ status, ...body, requestId: 'r' }).replaceAll(id, 'ID'))

test.each(Object.entries(owned))(
  '%s: what is another’s answers exactly as what is missing',
  async (name, { give, input, field = 'id', status: success = 200 }) => {
    const procedure = procedures.find((candidate) => candidate.name === name)
    if (!procedure?.rest) throw new Error(`There is no ${name}`)
    const { type, rest } = procedure
    const [theirs, missing] = [await give(), newId()]
    const before = await readAll()
    const byRest = (id: string, token: string | undefined): Promise<Answer> => {
      const { path, ...sent } = toRest(rest, { ...input, [field]: id })
      return server.rest(rest.method, path, { token, ...sent })
    }
    const byTrpc = async (id: string, token: string | undefined): Promise<Answer> => {
      const { status, error } = await server.trpc(type, name, { token, body: { [field]: id, ...input } })
      return { status, body: error ?? {} }
    }
    for (const ask of [byRest, byTrpc]) {
      const token = tokens['customer B']
      const [foreign, none] = [await ask(theirs, token), await ask(missing, token)]
      expect(said(foreign)).toMatch(/^404 [A-Z_]+_NOT_FOUND$/)
      expect(withoutIds(foreign, theirs)).toEqual(withoutIds(none, missing))
    }
    expect(await readAll()).toEqual(before)
    // It is there all the same, for whom it belongs to.
    expect((await byRest(theirs, tokens['customer A'])).status).toBe(success)
  },
)
