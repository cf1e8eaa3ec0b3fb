import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { Agent, get } from 'node:http'
import { type AddressInfo, connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTestDatabase } from '@desideliver/db/testing'
import type { MikroORM } from '@mikro-orm/postgresql'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { startTestServer } from '../testing/test-server.ts'
import { StartError, readSettings } from './env.ts'
import { requireFreePort } from './free-port.ts'
import { prepareDatabase } from './prepare-database.ts'
import { seedDemo } from './seed.ts'
import { serve } from './serve.ts'

/** Who is connected to the database, besides the one who asks. */
const connectionsTo = (orm: MikroORM) =>
  orm.em.execute<{ application_name: string }[]>(
    `select application_name from pg_stat_activity
     where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()`,
  )

const production = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgresql://desi:secret@db.example/desi',
  SMTP_URL: 'smtp://mail.example:587',
  PUBLIC_URL: 'https://desi.example',
  SECRET_KEY: 'a key that is long enough to be one',
}

test('without variables the settings are those of development, and an empty variable counts as none', () => {
  const settings = readSettings({ PORT: '', DATABASE_URL: '' })
  expect(settings).toMatchObject({
    NODE_ENV: 'development',
    PORT: 8000,
    HOST: '127.0.0.1',
    WORKER: true,
    BUSINESS_TIME_ZONE: 'America/Chicago',
  })
  expect(settings.DATABASE_URL).toBeUndefined()
})

test('lists are split at commas and trimmed', () => {
  const settings = readSettings({ ALLOWED_ORIGINS: 'https://a.example, https://b.example,', TRUST_PROXY: '10.0.0.0/8' })
  expect(settings.ALLOWED_ORIGINS).toEqual(['https://a.example', 'https://b.example'])
  expect(settings.TRUST_PROXY).toEqual(['10.0.0.0/8'])
})

test.each([
  ['PORT', 'eighty'],
  ['PORT', '65536'],
  ['PORT', '-1'],
  ['PORT', '80.5'],
  ['NODE_ENV', 'prod'],
  ['PUBLIC_URL', 'desi.example'],
  ['PUBLIC_URL', 'javascript:alert(1)'],
  ['ALLOWED_ORIGINS', 'https://a.example,b'],
  ['DATABASE_URL', 'mysql://x'],
  ['DATABASE_POOL_SIZE', '0'],
  ['WORKER', 'yes'],
  ['SMTP_URL', 'http://mail.example'],
  ['COORDINATOR_EMAIL', 'nobody'],
  ['BUSINESS_TIME_ZONE', 'Texas'],
  ['LOG_LEVEL', 'loud'],
])('%s=%s is refused by its name, on one line', (name, value) => {
  const read = () => readSettings({ [name]: value })
  expect(read).toThrow(StartError)
  expect(read).toThrow(name)
  expect(read).not.toThrow('\n')
})

test('every wrong setting is named at once', () => {
  expect(() => readSettings({ PORT: 'x', WORKER: 'x', LOG_LEVEL: 'x' })).toThrow(/PORT.*WORKER.*LOG_LEVEL/)
})

test('a wrong address is refused without showing the password in it', () => {
  expect(() =>
    readSettings({ DATABASE_URL: 'mysql://desi:hunter2@db/x', SMTP_URL: 'http://desi:hunter2@mail' }),
  ).not.toThrow('hunter2')
})

test.each(['DATABASE_URL', 'SMTP_URL', 'PUBLIC_URL', 'SECRET_KEY'] as const)(
  'production is refused without %s',
  (name) => {
    expect(readSettings(production)).toMatchObject({ NODE_ENV: 'production' })
    const read = () => readSettings({ ...production, [name]: undefined })
    expect(read).toThrow(StartError)
    expect(read).toThrow(`${name}: must be set in production`)
  },
)

test('a port in use is told in a sentence, before the start and at the listening', async () => {
  const holder = createServer().listen(0, '127.0.0.1')
  await once(holder, 'listening')
  const { port } = holder.address() as AddressInfo
  const message = `Port ${port} is in use: stop what runs there, or set PORT to another.`
  try {
    await expect(requireFreePort(readSettings({ PORT: String(port) }))).rejects.toThrow(new StartError(message))
    await expect(startTestServer({ PORT: String(port) })).rejects.toThrow(new StartError(message))
  } finally {
    holder.close()
  }
})

test('a start that fails at the port lets go of the database', async () => {
  const holder = createServer().listen(0, '127.0.0.1')
  await once(holder, 'listening')
  const { port } = holder.address() as AddressInfo
  await using database = await createTestDatabase()
  const settings = readSettings({ PORT: String(port), NODE_ENV: 'test' })
  const parts = { settings, databaseUrl: database.url, mailboxFolder: tmpdir(), logger: pino({ level: 'silent' }) }
  try {
    await expect(serve(parts)).rejects.toThrow(StartError)
    expect(await connectionsTo(database.orm)).toEqual([])
  } finally {
    holder.close()
  }
})

test('a host that is not of this machine is told in a sentence', async () => {
  await expect(requireFreePort(readSettings({ PORT: '0', HOST: '192.0.2.1' }))).rejects.toThrow(
    /^HOST 192\.0\.2\.1 is no address/,
  )
})

test('a free port is free afterwards', async () => {
  await requireFreePort(readSettings({ PORT: '0' }))
  await using server = await startTestServer()
  expect((await server.rest('GET', '/healthz')).status).toBe(200)
})

test.each([
  ['nothing listens', 'postgresql://desi:hunter2@127.0.0.1:1/desi'],
  ['the host is unknown', 'postgresql://desi:hunter2@no-such-host.invalid/desi'],
])('a database where %s is told without its password', async (_name, url) => {
  const refused = await prepareDatabase(url).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(StartError)
  expect(String(refused)).toMatch(/^StartError: The database .+ does not answer \(.+\): check DATABASE_URL\.$/)
  expect(String(refused)).not.toContain('hunter2')
})

test('a database that does not exist is told in a sentence, and not made: its name may be a slip of the pen', async () => {
  await using database = await createTestDatabase()
  const name = `slip_${crypto.randomUUID()}`
  const missing = new URL(database.url)
  missing.pathname = `/${name}`
  const refused = await prepareDatabase(missing.href).catch((error: unknown) => error)
  const made = await database.orm.em.execute(`select 1 from pg_database where datname = '${name}'`)
  await database.orm.em.execute(`drop database if exists "${name}" with (force)`)
  expect(made).toEqual([])
  expect(String(refused)).toMatch(/^StartError: .*does not exist.*check DATABASE_URL/)
})

test('preparing a database twice, or twice at once, does no harm', async () => {
  await using database = await createTestDatabase()
  expect(await prepareDatabase(database.url)).toEqual([])
  expect(await Promise.all([prepareDatabase(database.url), prepareDatabase(database.url)])).toEqual([[], []])
})

test('seeding twice adds nothing', async () => {
  await using server = await startTestServer()
  const before = await server.readDatabase()
  await seedDemo(server.databaseUrl)
  expect(await server.readDatabase()).toEqual(before)
})

test('a worker without anywhere to send mail does not start', async () => {
  await using database = await createTestDatabase()
  const settings = readSettings({ PORT: '0', WORKER: 'on' })
  const parts = { settings, databaseUrl: database.url, mailboxFolder: null, logger: pino({ level: 'silent' }) }
  await expect(serve(parts)).rejects.toThrow(/SMTP_URL must be set/)
  expect(await connectionsTo(database.orm)).toEqual([])
})

test('closing ends although clients keep their connections open', async () => {
  await using database = await createTestDatabase()
  const mailboxFolder = await mkdtemp(join(tmpdir(), 'desideliver-mailbox-'))
  const settings = readSettings({ PORT: '0', NODE_ENV: 'test' })
  const server = await serve({ settings, databaseUrl: database.url, mailboxFolder, logger: pino({ level: 'silent' }) })
  const agent = new Agent({ keepAlive: true })
  const [response] = await once(get(`${server.url}/healthz`, { agent }), 'response')
  response.resume()
  await once(response, 'end')
  // One that has not said a word yet is the other kind a browser keeps.
  const silent = connect(Number(new URL(server.url).port), '127.0.0.1')
  await once(silent, 'connect')
  const ended = once(silent, 'close')
  await server.close()
  await ended
  await expect(fetch(`${server.url}/healthz`)).rejects.toThrow('fetch failed')
  agent.destroy()
  await rm(mailboxFolder, { recursive: true })
}, 15_000)

test('a server whose connections to the database were cut comes back by itself', async () => {
  await using server = await startTestServer()
  expect(await server.rest('GET', '/readyz')).toMatchObject({ status: 200, body: { status: 'ready' } })
  await server.orm.em.execute(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  )
  await expect.poll(async () => (await server.rest('GET', '/readyz')).status, { timeout: 10_000 }).toBe(200)
})

test('the mailbox is not served where there is none', async () => {
  await using database = await createTestDatabase()
  const settings = readSettings({ PORT: '0', WORKER: 'off', NODE_ENV: 'test' })
  const server = await serve({
    settings,
    databaseUrl: database.url,
    mailboxFolder: null,
    logger: pino({ level: 'silent' }),
  })
  expect((await fetch(`${server.url}/dev/mailbox`)).status).toBe(404)
  expect((await fetch(`${server.url}/dev/mailbox/messages`)).status).toBe(404)
  await server.close()
})
