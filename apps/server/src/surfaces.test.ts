import { listProcedures } from '@desideliver/api'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServer, startTestServer } from '../testing/test-server.ts'

// Who may call what is walked in access.test.ts; here is what each procedure has to say of itself.

const procedures = listProcedures()

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})

afterAll(() => server.close())

test('the router has procedures of each kind of access', () => {
  expect(procedures.length).toBeGreaterThan(40)
  const accesses = new Set(procedures.map(({ access }) => access))
  expect(accesses).toEqual(new Set(['anyone', 'signed-in', 'customer', 'staff', 'admin']))
})

test.each(procedures)('$name says who may call it, what it answers and where REST finds it', (procedure) => {
  expect(procedure.access).toBeTypeOf('string')
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

test('staff see no cart of their own: they have none', async () => {
  expect(await server.rest('GET', '/api/cart', { token: await server.signIn('staff') })).toMatchObject({
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
