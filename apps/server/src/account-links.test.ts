import { once } from 'node:events'
import { type AddressInfo, type Socket, createServer } from 'node:net'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mailsTo, tokenOf, untilIdle, untilMailed } from '../testing/mailed.ts'
import { race } from '../testing/race.ts'
import { type TestServer, startTestServer } from '../testing/test-server.ts'
import { openBackend } from './backend.ts'
import { readSettings } from './env.ts'

const PASSWORD = 'a long enough password'
const NEW_PASSWORD = 'another long enough one'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer({ RATE_LIMITS: 'off' })
})

afterAll(() => server.close())

const newAddress = (): string => `${crypto.randomUUID()}@example.com`

/** Has a worker do all that waits; until then whatever is asked for stays in the queue. */
async function work(): Promise<void> {
  const settings = readSettings({ NODE_ENV: 'test', WORKER: 'on' })
  const { databaseUrl, mailboxFolder } = server
  const worker = await openBackend({ settings, databaseUrl, mailboxFolder, logger: pino({ level: 'silent' }) })
  try {
    await untilIdle(server)
  } finally {
    await worker.close()
  }
}

const changePassword = (token: string, at = server) =>
  at.rest('POST', '/api/auth/change-password', {
    token,
    body: { currentPassword: PASSWORD, newPassword: NEW_PASSWORD },
  })

const changeEmail = (token: string, newEmail: string, currentPassword = PASSWORD) =>
  server.rest('POST', '/api/auth/change-email', { token, body: { newEmail, currentPassword } })

const askReset = (email: string, at = server) => at.rest('POST', '/api/auth/password-reset', { body: { email } })

async function newCustomer() {
  const email = newAddress()
  return { email, token: await server.register({ email }) }
}

test('no link goes to an address that was asked for before the password changed, though the worker comes after', async () => {
  const { token, email } = await newCustomer()
  const thief = newAddress()
  expect((await changeEmail(token, thief)).status).toBe(202)
  expect((await changePassword(token)).status).toBe(200)
  await work()
  expect(await mailsTo(server, thief)).toEqual([])
  const subjects = (await mailsTo(server, email)).map(({ subject }) => subject)
  expect(subjects).toContain('Your password was changed')
  expect(subjects).toContain('Confirm your e-mail address')
})

test('an address that is asked for after the password changed gets its link, and only the newest', async () => {
  const { token } = await newCustomer()
  const [early, older, newer] = [newAddress(), newAddress(), newAddress()]
  await changeEmail(token, early)
  await changePassword(token)
  await changeEmail(token, older, NEW_PASSWORD)
  await changeEmail(token, newer, NEW_PASSWORD)
  await work()
  expect([await mailsTo(server, early), await mailsTo(server, older)]).toEqual([[], []])
  const mail = await untilMailed(server, newer, { subject: 'Confirm your new e-mail address' })
  const verified = await server.rest('POST', '/api/auth/verify-email', { body: { token: tokenOf(mail) } })
  expect(verified).toMatchObject({ status: 200, body: { email: newer } })
})

test('an address that is asked for while the password changes needs the new one', async () => {
  const { token, email } = await newCustomer()
  const other = `update users set password_hash = 'other' where email = ?`
  const [asked] = await race(server, [other, email], [() => changeEmail(token, newAddress())])
  expect(asked).toMatchObject({ status: 400, body: { code: 'WRONG_PASSWORD' } })
})

const countResets = async (address: string): Promise<number> =>
  (await mailsTo(server, address)).filter(({ subject }) => subject === 'Choose a new password').length

test('no reset that was asked for before the password changed is mailed after it', async () => {
  const [early, late] = [await newCustomer(), await newCustomer()]
  await askReset(early.email)
  await changePassword(early.token)
  await changePassword(late.token)
  await askReset(late.email)
  await work()
  expect([await countResets(early.email), await countResets(late.email)]).toEqual([0, 1])
})

test('a link that is asked for lies in the queue without what it is for', async () => {
  const { token } = await newCustomer()
  const newEmail = newAddress()
  await changeEmail(token, newEmail)
  const jobs = `select data::text as data from pgboss.job where name = 'mail-account-link'`
  const queued = JSON.stringify(await server.orm.em.fork().execute(jobs))
  expect(queued).toContain('requestId')
  expect(queued).not.toContain(newEmail)
})

/** Takes connections and never says a word: a mail hangs until its sender gives up. */
async function startSilentMailServer() {
  const connections: Socket[] = []
  const listener = createServer((socket) => connections.push(socket.on('error', () => undefined))).listen(
    0,
    '127.0.0.1',
  )
  await once(listener, 'listening')
  const { port } = listener.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    connected: () => once(listener, 'connection'),
    hangs: () => connections.length > 0 && connections.every(({ closed }) => !closed),
    [Symbol.asyncDispose]: async () => {
      if (listener.listening) listener.close()
      for (const socket of connections) socket.destroy()
    },
  }
}

test.each(['address', 'reset'])(
  'while a mail about the %s hangs, the password can be changed at once',
  async (what) => {
    await using mails = await startSilentMailServer()
    await using hanging = await startTestServer({ RATE_LIMITS: 'off', WORKER: 'on', SMTP_URL: mails.url })
    const begun = mails.connected()
    const email = newAddress()
    const token = what === 'address' ? await hanging.register({ email }) : await hanging.signIn('customer')
    const currentPassword = what === 'address' ? PASSWORD : 'desideliver-demo'
    if (what === 'reset') await askReset('customer@desideliver.test', hanging)
    await begun
    const body = { currentPassword, newPassword: NEW_PASSWORD }
    expect((await hanging.rest('POST', '/api/auth/change-password', { token, body })).status).toBe(200)
    expect(mails.hangs()).toBe(true)
    // The worker does not stop before its mails have failed.
    await mails[Symbol.asyncDispose]()
  },
)
