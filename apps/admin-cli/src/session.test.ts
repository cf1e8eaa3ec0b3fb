import { once } from 'node:events'
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import { DEMO_PASSWORD, demoEmail, givenCli, givenCliWithServer } from '../testing/given-cli.ts'

test('whoever signed in is known until they sign out', async () => {
  await using cli = await givenCliWithServer()
  expect(await cli.signIn('staff')).toMatchObject({
    exitCode: 0,
    stdout: '',
    stderr: expect.stringContaining('(staff)'),
  })
  const known = await cli.desi(['whoami', '--json'])
  expect(JSON.parse(known.stdout)).toMatchObject({
    profile: 'default',
    url: cli.url,
    user: { email: demoEmail('staff') },
  })
  expect((await cli.desi(['logout'])).exitCode).toBe(0)
  expect(await cli.desi(['whoami'])).toMatchObject({
    exitCode: 3,
    stdout: '',
    stderr: expect.stringContaining('\nRun: desi login\n'),
  })
})

test('only their owner can read the sessions', async () => {
  await using cli = await givenCliWithServer()
  await cli.signIn('staff')
  expect((await stat(cli.configFile)).mode & 0o777).toBe(0o600)
  expect((await stat(dirname(cli.configFile))).mode & 0o777).toBe(0o700)
  expect(await readFile(cli.configFile, 'utf8')).not.toContain(DEMO_PASSWORD)
})

test('signing out ends the session on the server too', async () => {
  await using cli = await givenCliWithServer()
  await cli.signIn('staff')
  const kept: { profiles: { default: { token: string } } } = JSON.parse(await readFile(cli.configFile, 'utf8'))
  const env = { DESI_TOKEN: kept.profiles.default.token }
  expect((await cli.desi(['whoami'], { env })).exitCode).toBe(0)
  await cli.desi(['logout'])
  expect((await cli.desi(['whoami'], { env })).exitCode).toBe(3)
})

test('the session of a profile is not sent to another server', async () => {
  await using cli = await givenCliWithServer()
  await cli.signIn('staff')
  const sameServerElsewhere = cli.url.replace('127.0.0.1', 'localhost')
  expect((await cli.desi(['whoami', '--url', sameServerElsewhere])).exitCode).toBe(3)
  expect((await cli.desi(['whoami'])).exitCode).toBe(0)
})

test('every profile has a session of its own', async () => {
  await using cli = await givenCliWithServer()
  await cli.signIn('staff')
  const live = ['--profile', 'live']
  await cli.desi(['login', '--email', demoEmail('admin'), '--password-stdin', ...live], { stdin: DEMO_PASSWORD })
  expect((await cli.desi(['whoami', ...live], { env: { DESI_URL: '' } })).stdout).toContain(demoEmail('admin'))
  expect((await cli.desi(['whoami'])).stdout).toContain(demoEmail('staff'))
})

test('a wrong password signs nobody in', async () => {
  await using cli = await givenCliWithServer()
  const run = await cli.desi(['login', '--email', demoEmail('staff'), '--password-stdin'], { stdin: 'wrong' })
  expect(run).toMatchObject({ exitCode: 3, stdout: '', stderr: expect.stringContaining('do not go together') })
  expect((await cli.desi(['whoami'])).exitCode).toBe(3)
})

test('a customer is told that a staff command is not for them', async () => {
  await using cli = await givenCliWithServer()
  await cli.signIn('customer')
  expect(await cli.desi(['orders', 'list'])).toMatchObject({ exitCode: 4, stdout: '' })
})

test('a server that cannot be reached is told apart, with its address', async () => {
  await using cli = await givenCli()
  const url = await givenClosedAddress()
  const run = await cli.desi(['whoami', '--url', url])
  expect(run).toMatchObject({ exitCode: 7, stdout: '', stderr: expect.stringContaining(`${url} (ECONNREFUSED)`) })
})

/** Where nothing listens: the port was free a moment ago. */
async function givenClosedAddress(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (typeof address !== 'object' || address === null) throw new Error('A TCP server has an address with a port')
  return `http://127.0.0.1:${address.port}`
}

test('without a terminal nothing is asked', async () => {
  await using cli = await givenCli()
  expect(await cli.desi(['login'])).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('--password-stdin') })
})

test('a profile nobody made, an address that is none and a broken file are explained', async () => {
  await using cli = await givenCli()
  expect(await cli.desi(['whoami', '--profile', 'nope'])).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('no profile nope'),
  })
  expect(await cli.desi(['whoami', '--url', 'nonsense'])).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('nonsense'),
  })
  await mkdir(dirname(cli.configFile))
  await writeFile(cli.configFile, '{ "profiles": { "default": ')
  expect(await cli.desi(['whoami'])).toMatchObject({
    exitCode: 1,
    stdout: '',
    stderr: expect.stringContaining('it is not JSON'),
  })
})

test('help and version go to stdout, faults of usage to stderr', async () => {
  await using cli = await givenCli()
  expect(await cli.desi(['--help'])).toMatchObject({
    exitCode: 0,
    stderr: '',
    stdout: expect.stringContaining('6  conflict'),
  })
  expect(await cli.desi(['--version'])).toMatchObject({
    exitCode: 0,
    stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
  })
  expect(await cli.desi(['orders', 'lisst'])).toMatchObject({
    exitCode: 2,
    stdout: '',
    stderr: expect.stringContaining('lis'),
  })
  expect(await cli.desi(['orders', 'list', '--limit', '0'])).toMatchObject({ exitCode: 2, stdout: '' })
})
