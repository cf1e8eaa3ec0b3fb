import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Role } from '@desideliver/db'
import { createTestDatabase } from '@desideliver/db/testing'
import type { MikroORM } from '@mikro-orm/postgresql'
import { pino } from 'pino'
import { readSettings } from '../src/env.ts'
import { DEMO_PASSWORD, demoEmail, seedDemo } from '../src/seed.ts'
import { serve } from '../src/serve.ts'

/** What goes with a request. */
export interface Sent {
  token?: string | undefined
  /** Sent as JSON. */
  body?: unknown
  /** Sent as it stands, in place of `body`. */
  raw?: string | Uint8Array<ArrayBuffer> | FormData | URLSearchParams
  headers?: Record<string, string>
}

export interface RestAnswer<Body> {
  status: number
  body: Body
  headers: Headers
}

export interface TrpcAnswer<Data> {
  status: number
  data: Data
  /** The code of the refusal, or null. */
  code: string | null
  /** What an error carries: the one shape, and tRPC's own additions. */
  error: Record<string, unknown> | null
  headers: Headers
}

export interface TestServer extends AsyncDisposable {
  url: string
  orm: MikroORM
  databaseUrl: string
  mailboxFolder: string
  rest: <Body = Record<string, unknown>>(method: string, path: string, sent?: Sent) => Promise<RestAnswer<Body>>
  trpc: <Data = unknown>(type: string, name: string, sent?: Sent) => Promise<TrpcAnswer<Data>>
  /** Signs a demo account in. @returns its token */
  signIn: (role: Role) => Promise<string>
  /** Opens a customer account. @returns its token */
  register: (details?: Record<string, unknown>) => Promise<string>
  /** The content of every table, for tests that nothing has changed. */
  readDatabase: () => Promise<Record<string, string>>
  close: () => Promise<void>
}

/**
 * A server on a free port with a database of its own and the demo data; no jobs are worked on
 * unless `WORKER` is on.
 * @param variables settings that differ, as the environment would have them
 */
export async function startTestServer(
  variables: Record<string, string> = {},
  logger = pino({ level: 'silent' }),
): Promise<TestServer> {
  await using opened = new AsyncDisposableStack()
  const database = opened.use(await createTestDatabase())
  await seedDemo(database.url)
  const mailboxFolder = await mkdtemp(join(tmpdir(), 'desideliver-mailbox-'))
  opened.defer(() => rm(mailboxFolder, { recursive: true }))
  const settings = readSettings({ NODE_ENV: 'test', PORT: '0', DATABASE_POOL_SIZE: '5', WORKER: 'off', ...variables })
  const server = await serve({ settings, databaseUrl: database.url, mailboxFolder, logger })
  opened.defer(() => server.close())
  // What failed on the way here has let go of all that was opened; from now on the caller does.
  const parts = opened.move()
  const close = () => parts.disposeAsync()
  const rest = restOf(server.url)
  return {
    url: server.url,
    orm: database.orm,
    databaseUrl: database.url,
    mailboxFolder,
    rest,
    trpc: trpcOf(server.url),
    signIn: (role) =>
      takeToken(rest('POST', '/api/auth/login', { body: { email: demoEmail(role), password: DEMO_PASSWORD } })),
    register: registrarOf(rest),
    readDatabase: () => readDatabase(database.orm),
    close,
    [Symbol.asyncDispose]: close,
  }
}

/** A body that `POST /api/auth/register` accepts, with another address each time. */
export const registration = (details: Record<string, unknown> = {}) => ({
  email: `${crypto.randomUUID()}@example.com`,
  password: 'a long enough password',
  firstName: 'Meera',
  lastName: 'Shah',
  businessName: 'Meera Foods',
  businessType: 'store',
  phoneNumber: '+12145550100',
  addressLine1: '1 Elm Street',
  city: 'Plano',
  state: 'TX',
  zipCode: '75024',
  ...details,
})

export const registrarOf =
  (rest: TestServer['rest']): TestServer['register'] =>
  (details) =>
    takeToken(rest('POST', '/api/auth/register', { body: registration(details) }))

async function takeToken(signIn: Promise<RestAnswer<Record<string, unknown>>>): Promise<string> {
  const { status, body } = await signIn
  if (typeof body.token !== 'string') throw new Error(`Nobody was signed in: ${status} ${JSON.stringify(body)}`)
  return body.token
}

function toRequest(method: string, { token, body, raw, headers }: Sent): RequestInit {
  return {
    method,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(raw !== undefined && { body: raw }),
    ...(body !== undefined && { body: JSON.stringify(body) }),
  }
}

export function restOf(url: string): TestServer['rest'] {
  return async (method, path, sent = {}) => {
    const answer = await fetch(url + path, toRequest(method, sent))
    const text = await answer.text()
    const isJson = answer.headers.get('content-type')?.startsWith('application/json')
    return { status: answer.status, body: isJson ? JSON.parse(text) : text, headers: answer.headers }
  }
}

/** Raw tRPC with superjson around input and answer, as any client could send it. */
function trpcOf(url: string): TestServer['trpc'] {
  return async (type, name, { body, ...sent } = {}) => {
    const input = body === undefined ? undefined : { json: body }
    const reads = type !== 'mutation'
    const query = reads && input ? `?input=${encodeURIComponent(JSON.stringify(input))}` : ''
    const json = { 'content-type': 'application/json', ...sent.headers }
    const request = reads
      ? toRequest('GET', sent)
      : toRequest('POST', { ...sent, headers: json, ...(input && { body: input }) })
    const answer = await fetch(`${url}/trpc/${name}${query}`, request)
    const text = await answer.text()
    const isStream = answer.headers.get('content-type')?.startsWith('text/event-stream')
    const { result, error } = isStream ? { result: null, error: readRefusal(text) } : JSON.parse(text)
    const told = error?.json?.data ?? null
    return {
      status: isStream ? told?.httpStatus : answer.status,
      data: result?.data?.json,
      error: told,
      code: told?.code ?? null,
      headers: answer.headers,
    }
  }
}

/** How a subscription is refused: in the stream, which it ends. */
function readRefusal(stream: string): { json: { data: Record<string, unknown> } } {
  const event = stream.split('\n\n').find((part) => part.includes('event: serialized-error'))
  if (!event) throw new Error(`No refusal in ${stream}`)
  return JSON.parse(/^data: (.*)$/m.exec(event)?.[1] ?? '')
}

/** Sessions and counts of requests come with every call and say nothing about what was refused; queued jobs do. */
export async function readDatabase(orm: MikroORM): Promise<Record<string, string>> {
  const em = orm.em.fork()
  const tables = await em.execute<{ name: string }[]>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where (schemaname = 'public' and tablename not in ('sessions', 'rate_limits')) or (schemaname = 'pgboss' and tablename = 'job') order by 1`,
  )
  const contents: Record<string, string> = {}
  for (const { name } of tables) {
    const rows = await em.execute<{ row: string }[]>(`select t::text as row from ${name} t order by 1`)
    contents[name] = rows.map(({ row }) => row).join('\n')
  }
  return contents
}
