import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { AuditEntry, Session, User, newId } from '@desideliver/db'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { race } from '../testing/race.ts'
import { type TestServer, startTestServer } from '../testing/test-server.ts'
import { demoEmail } from './seed.ts'

const PASSWORD = 'moth lantern quarry 7'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer({ RATE_LIMITS: 'off' })
})

afterAll(() => server.close())

const em = () => server.orm.em.fork()
const login = async (email: string, password: string) =>
  (await server.rest('POST', '/api/auth/login', { body: { email, password } })).status

/** Runs the script as an administrator of the machine would. */
async function createAdmin(args: string[], stdin = `${PASSWORD}\n`) {
  const { PATH = '', NODE_COMPILE_CACHE = '' } = process.env
  const env = { PATH, NODE_COMPILE_CACHE, DATABASE_URL: server.databaseUrl }
  const child = spawn(process.execPath, [join(import.meta.dirname, 'create-admin.ts'), ...args], { env })
  const exit = new Promise((resolve) => child.once('close', resolve))
  // It may refuse, and be gone, before it reads this.
  child.stdin.on('error', () => undefined)
  child.stdin.end(stdin)
  const [stdout, stderr, exitCode] = await Promise.all([text(child.stdout), text(child.stderr), exit])
  return { stdout, stderr, exitCode }
}

const named = (email: string) => ['--email', email, '--first-name', 'Nila', '--last-name', 'Bose']

test('a new admin is made with the password of stdin, and noted', async () => {
  const run = await createAdmin(named('Nila@DesiDeliver.test'))
  expect(run).toEqual({ exitCode: 0, stderr: '', stdout: 'nila@desideliver.test is an admin and can sign in.\n' })
  expect(await login('nila@desideliver.test', PASSWORD)).toBe(200)
  const user = await em().findOneOrFail(User, { email: 'nila@desideliver.test' })
  expect(user).toMatchObject({ role: 'admin', firstName: 'Nila', disabledAt: null, emailVerifiedAt: expect.any(Date) })
  expect(await em().find(AuditEntry, { objectId: user.id })).toMatchObject([
    { action: 'users.create-admin', actor: { id: user.id }, before: null, after: { role: 'admin' } },
  ])
})

test.each<[string, [string[], string, string]]>([
  ['a short password', [named('weak@desideliver.test'), 'short\n', 'password']],
  ['its own address as the password', [named('weak@desideliver.test'), 'weak@desideliver.test\n', 'password']],
  ['no password', [named('weak@desideliver.test'), '', 'password']],
  ['no names', [['--email', 'weak@desideliver.test'], PASSWORD, 'Usage']],
  ['no address', [['--first-name', 'Nila', '--last-name', 'Bose'], PASSWORD, 'email']],
  ['what is no address', [named('weak'), PASSWORD, 'email']],
  ['an option there is not', [[...named('weak@desideliver.test'), '--force'], PASSWORD, '--force']],
  ['an account that is there', [named(demoEmail('customer')), PASSWORD, '--promote']],
])('%s is refused in one line, and nothing is changed', async (_case, [args, stdin, told]) => {
  const before = await server.readDatabase()
  const run = await createAdmin(args, stdin)
  expect(run).toMatchObject({ exitCode: 1, stdout: '', stderr: expect.stringContaining(told) })
  expect(run.stderr.trim().split('\n')).toHaveLength(1)
  expect(await server.readDatabase()).toEqual(before)
})

test('an account that is there is promoted on demand, opened, and has to sign in anew', async () => {
  const email = 'lost@example.com'
  const token = await server.register({ email, password: PASSWORD })
  await em().nativeUpdate(User, { email }, { disabledAt: new Date() })
  const { id } = await em().findOneOrFail(User, { email })
  expect(await createAdmin(['--email', email, '--promote'], '')).toMatchObject({ exitCode: 0, stderr: '' })
  expect((await server.rest('GET', '/api/auth/profile', { token })).status).toBe(401)
  expect(await em().count(Session, { user: id })).toBe(0)
  expect(await login(email, PASSWORD)).toBe(200)
  const entries = await em().find(AuditEntry, { objectId: id })
  expect(entries).toMatchObject([{ before: { role: 'customer' }, after: { role: 'admin', disabledAt: null } }])
  const again = await createAdmin(['--email', email, '--promote'], '')
  expect(again).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('nothing was changed') })
  expect(await em().count(AuditEntry, { objectId: id })).toBe(1)
})

test('a promotion ends the API keys of the account, and no refresh at that moment outlives it', async () => {
  const email = `${newId()}@example.com`
  const token = await server.register({ email, password: PASSWORD })
  const { id: userId } = await em().findOneOrFail(User, { email })
  const body = { name: 'Warehouse', scopes: ['orders:read'], userId }
  const { key } = (await server.rest('POST', '/api/api-keys', { token: await server.signIn('admin'), body })).body
  const read = () => server.rest('GET', '/api/orders', { token: String(key) })
  expect((await read()).status).toBe(200)
  const row = 'select id from sessions where user_id = ? for update'
  const refresh = () => server.rest('POST', '/api/auth/token/refresh', { token })
  const promote = () => createAdmin(['--email', email, '--promote'], '')
  const [refreshed, promoted] = await race<object>(server, [row, userId], [refresh, promote])
  expect(refreshed).toMatchObject({ status: 200 })
  expect(promoted).toMatchObject({ exitCode: 0, stderr: '' })
  expect(await em().count(Session, { user: userId })).toBe(0)
  expect((await read()).status).toBe(401)
})
