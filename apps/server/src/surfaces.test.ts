import { type ListedProcedure, listProcedures } from '@desideliver/api'
import { type Role, newId } from '@desideliver/db'
import { givenOrder, givenProduct, givenUser } from '@desideliver/db/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type RestAnswer, type Sent, type TestServer, startTestServer } from '../testing/test-server.ts'

type Caller = Role | 'anonymous'

const procedures = listProcedures()
const callers: Caller[] = ['anonymous', 'customer', 'staff', 'admin']

const admitted: Record<string, Caller[]> = {
  anyone: ['anonymous', 'customer', 'staff', 'admin'],
  'signed-in': ['customer', 'staff', 'admin'],
  customer: ['customer'],
  staff: ['staff', 'admin'],
  admin: ['admin'],
}

const ErrorShape = z.strictObject({
  code: z.string().regex(/^[A-Z][A-Z_]+$/),
  message: z.string().min(1),
  requestId: z.uuid(),
  issues: z.array(z.strictObject({ path: z.string(), message: z.string() })).optional(),
})

/** What of an error's body is not in the one shape. */
const faultOf = (body: object) => ErrorShape.safeParse(body).error

let server: TestServer
const tokens: Partial<Record<Caller, string>> = {}

beforeAll(async () => {
  server = await startTestServer()
  for (const role of ['customer', 'staff', 'admin'] as const) tokens[role] = await server.signIn(role)
  // A first look at a cart makes one; that is no change a refusal is to blame for.
  await server.rest('GET', '/api/cart', { token: tokens.customer })
})

afterAll(() => server.close())

/** A procedure's REST twin with an input that every schema refuses, so that a call that is let in does nothing. */
function callRest({ rest }: ListedProcedure, token: string | undefined): Promise<RestAnswer<Record<string, unknown>>> {
  if (!rest) throw new Error('It has no REST twin.')
  const path = `/api${rest.path.replace(/\{\w+\}/g, 'x'.repeat(65))}?noSuchField=1`
  if (rest.rawBody)
    return server.rest(rest.method, path, { token, raw: 'x', headers: { 'content-type': rest.rawBody.contentType } })
  return server.rest(rest.method, path, { token, ...(rest.method !== 'GET' && { body: {} }) })
}

const callTrpc = ({ type, name }: ListedProcedure, token: string | undefined) =>
  server.trpc(type, name, { token, body: { noSuchField: 1 } })

const mayNot = procedures.flatMap((procedure) =>
  callers
    .filter((caller) => !admitted[procedure.access ?? '']?.includes(caller))
    .map((caller) => ({ name: procedure.name, caller, procedure })),
)

const may = procedures
  // Without an input there is nothing a schema could refuse: these are called for what they do, elsewhere.
  .filter(({ input }) => input !== null)
  .flatMap((procedure) =>
    callers
      .filter((caller) => admitted[procedure.access ?? '']?.includes(caller))
      .map((caller) => ({ name: procedure.name, caller, procedure })),
  )

test('the router has procedures, and each kind of access is tried', () => {
  expect(procedures.length).toBeGreaterThan(15)
  expect(mayNot.length).toBeGreaterThan(20)
})

test.each(procedures)('$name says who may call it, what it answers and where REST finds it', (procedure) => {
  expect(Object.keys(admitted)).toContain(procedure.access)
  expect(procedure.hasOutput).toBe(true)
  expect(['query', 'mutation', 'subscription']).toContain(procedure.type)
  expect(procedure.rest !== undefined || procedure.type === 'subscription').toBe(true)
})

test.each(procedures.filter(({ rest }) => rest))('$name is a GET if it only reads, and only then', ({ rest, type }) => {
  expect(rest?.method === 'GET').toBe(type === 'query')
})

test.each(procedures.filter(({ input }) => input !== null))('$name refuses a field it does not know', ({ input }) => {
  const issues = input?.safeParse({ noSuchField: 1 }).error?.issues ?? []
  expect(issues.map(({ code }) => code)).toContain('unrecognized_keys')
})

test('no two procedures have one address, and each path field is a field of the input', () => {
  const rests = procedures.flatMap(({ rest, input }) => (rest ? [{ rest, input }] : []))
  const addresses = rests.map(({ rest }) => `${rest.method} ${rest.path.replace(/\{\w+\}/g, '{}')}`)
  expect(new Set(addresses).size).toBe(addresses.length)
  for (const { rest, input } of rests)
    for (const [, field = ''] of rest.path.matchAll(/\{(\w+)\}/g))
      expect(Object.keys(input?.shape ?? {})).toContain(field)
})

test('every refusal by role is the same on REST and tRPC, in the one shape, and changes nothing', async () => {
  const before = await server.readDatabase()
  for (const { name, caller, procedure } of mayNot) {
    const where = `${name} as ${caller}`
    const [status, code] = caller === 'anonymous' ? [401, 'UNAUTHENTICATED'] : [403, 'FORBIDDEN']
    const trpc = await callTrpc(procedure, tokens[caller])
    const { httpStatus, ...told } = trpc.error ?? {}
    const ok = { where, fault: undefined, status, code }
    expect({ where, fault: faultOf(told), status: trpc.status, code: told.code }).toEqual(ok)
    expect({ where, httpStatus }).toEqual({ where, httpStatus: status })
    if (!procedure.rest) continue
    const rest = await callRest(procedure, tokens[caller])
    expect({ where, fault: faultOf(rest.body), status: rest.status, code: rest.body.code }).toEqual(ok)
    expect({ where, message: rest.body.message }).toEqual({ where, message: told.message })
    expect({ where, id: rest.headers.get('x-request-id') }).toEqual({ where, id: rest.body.requestId })
  }
  expect(await server.readDatabase()).toEqual(before)
}, 60_000)

test('who may call gets past the check of roles, on REST and tRPC', async () => {
  const before = await server.readDatabase()
  for (const { name, caller, procedure } of may) {
    const where = `${name} as ${caller}`
    const trpc = await callTrpc(procedure, tokens[caller])
    expect({ where, status: trpc.status, code: trpc.code }).toEqual({ where, status: 400, code: 'INVALID_INPUT' })
    if (!procedure.rest) continue
    const rest = await callRest(procedure, tokens[caller])
    const ok = { where, fault: undefined, status: 400, code: 'INVALID_INPUT' }
    expect({ where, fault: faultOf(rest.body), status: rest.status, code: rest.body.code }).toEqual(ok)
  }
  expect(await server.readDatabase()).toEqual(before)
}, 60_000)

/** The same refusal without what differs by nature: its request id, and the id asked for. */
const withoutIds = (body: Record<string, unknown>, id: string) =>
  JSON.parse(JSON.stringify({ ...body, requestId: 'r' }).replaceAll(id, 'ID')) as unknown

test('another customer’s order answers exactly as a missing one', async () => {
  const em = server.orm.em.fork()
  const other = await givenOrder(em, await givenUser(em), [{ product: await givenProduct(em), quantity: 2 }])
  const before = await server.readDatabase()
  const token = tokens.customer
  const missing = newId()
  const asks: ((id: string) => Promise<{ status: number; body: Record<string, unknown> }>)[] = [
    (id) => server.rest('GET', `/api/orders/${id}`, { token }),
    (id) => server.rest('POST', `/api/orders/${id}/cancel`, { token, body: { reason: 'mine now' } }),
    (id) => asRest(server.trpc('query', 'orders.get', { token, body: { id } })),
    (id) => asRest(server.trpc('mutation', 'orders.cancel', { token, body: { id } })),
  ]
  for (const ask of asks) {
    const [foreign, none] = [await ask(other.id), await ask(missing)]
    expect(foreign).toMatchObject({ status: 404, body: { code: 'ORDER_NOT_FOUND' } })
    expect(none.status).toBe(404)
    expect(withoutIds(foreign.body, other.id)).toEqual(withoutIds(none.body, missing))
  }
  expect(await server.readDatabase()).toEqual(before)
  expect(await server.rest('GET', `/api/orders/${other.id}`, { token: tokens.staff })).toMatchObject({ status: 200 })
})

test('a line of another customer’s cart answers exactly as a missing one', async () => {
  const product = await givenProduct(server.orm.em.fork())
  const owner = await server.register()
  const { body } = await server.rest<{ lines: { id: string }[] }>('POST', '/api/cart/add', {
    token: owner,
    body: { productId: product.id, quantity: 1 },
  })
  const line = body.lines[0]?.id ?? ''
  const missing = newId()
  const token = tokens.customer
  const before = await server.readDatabase()
  const asks: [string, string, Sent][] = [
    ['PUT', '/api/cart/update/', { token, body: { quantity: 3 } }],
    ['DELETE', '/api/cart/remove/', { token }],
  ]
  for (const [method, path, sent] of asks) {
    const [foreign, none] = [
      await server.rest(method, path + line, sent),
      await server.rest(method, path + missing, sent),
    ]
    expect(foreign.status).toBe(404)
    expect(withoutIds(foreign.body, line)).toEqual(withoutIds(none.body, missing))
  }
  expect(await server.readDatabase()).toEqual(before)
})

test('staff see no cart of their own: they have none', async () => {
  expect(await server.rest('GET', '/api/cart', { token: tokens.staff })).toMatchObject({
    status: 403,
    body: { code: 'FORBIDDEN' },
  })
})

test('a disabled account is signed out at once', async () => {
  const token = await server.register({ email: 'gone@example.com' })
  expect((await server.rest('GET', '/api/auth/profile', { token })).status).toBe(200)
  await server.orm.em.execute(`update users set disabled_at = now() where email = 'gone@example.com'`)
  expect(await server.rest('GET', '/api/auth/profile', { token })).toMatchObject({
    status: 401,
    body: { code: 'UNAUTHENTICATED' },
  })
  expect(await server.trpc('query', 'auth.profile', { token })).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' })
})

async function asRest(answer: ReturnType<TestServer['trpc']>) {
  const { status, error } = await answer
  return { status, body: error ?? {} }
}
