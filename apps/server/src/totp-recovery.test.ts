import { createSecretBox, hashPassword } from '@desideliver/api'
import { AuditEntry, RecoveryCode, User } from '@desideliver/db'
import { givenUser } from '@desideliver/db/testing'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { totpCode } from '../testing/given-totp.ts'
import { race } from '../testing/race.ts'
import { type TestServer, startTestServer } from '../testing/test-server.ts'

const PASSWORD = 'a long enough passphrase'

let server: TestServer
let passwordHash: string

beforeAll(async () => {
  server = await startTestServer()
  passwordHash = await hashPassword(PASSWORD)
})

afterAll(() => server.close())

interface Told {
  token: string
  secret: string
  code: string
  recoveryCodes: string[]
}

const post = (path: string, token: string, { at = server, ...body }: { at?: TestServer } & Record<string, unknown>) =>
  at.rest<Told>('POST', `/api/auth/totp/${path}`, { token, body })

const signIn = (email: string, code?: string, at = server) =>
  at.rest<Told>('POST', '/api/auth/login', { body: { email, password: PASSWORD, ...(code !== undefined && { code }) } })

/** Staff with a second factor, none of whose codes has been used yet. */
async function givenEnrolled(at = server) {
  const { id, email } = await givenUser(at.orm.em.fork(), { role: 'staff', passwordHash })
  const first = (await signIn(email, undefined, at)).body.token
  const { secret } = (await post('enrol', first, { at, currentPassword: PASSWORD })).body
  const { status, body } = await post('confirm', first, { at, code: totpCode(secret) })
  expect(status).toBe(200)
  await at.orm.em.execute('update users set totp_last_step = null where id = ?', [id])
  return { id, email, secret, token: body.token, recoveryCodes: body.recoveryCodes }
}

test('a secret that was sealed with another key signs nobody in, which the log tells; a recovery code still does', async () => {
  const lines: string[] = []
  await using own = await startTestServer({}, pino({ level: 'error' }, { write: (line: string) => lines.push(line) }))
  const { id, email, secret, recoveryCodes, token } = await givenEnrolled(own)
  const resealed = createSecretBox('another key, from before the old one was lost').seal(secret)
  await own.orm.em.execute('update users set totp_secret = ? where id = ?', [resealed, id])
  expect(await signIn(email, totpCode(secret), own)).toMatchObject({ status: 401, body: { code: 'WRONG_CODE' } })
  expect(lines).toHaveLength(1)
  expect(lines[0]).toContain(id)
  expect(lines[0]).toContain('SECRET_KEY')
  expect((await signIn(email, recoveryCodes[0], own)).status).toBe(200)
  const proof = { at: own, currentPassword: PASSWORD, code: recoveryCodes[1] }
  expect((await post('disable', token, proof)).status).toBe(200)
  await post('enrol', token, { at: own, currentPassword: PASSWORD })
  await own.orm.em.execute('update users set totp_secret = ? where id = ?', [resealed, id])
  const confirmed = await post('confirm', token, { at: own, code: totpCode(secret) })
  expect(confirmed).toMatchObject({ status: 409, body: { code: 'TOTP_NOT_ENROLLED' } })
})

const countCodes = (id: string) => server.orm.em.fork().count(RecoveryCode, { user: id })

const noticesTo = async (id: string) => {
  const sql = `select data ->> 'notice' as notice from pgboss.job
    where name = 'mail-account-notice' and data ->> 'userId' = ? order by created_on`
  return (await server.orm.em.fork().execute<{ notice: string }[]>(sql, [id])).map(({ notice }) => notice)
}

test('password and code give ten new recovery codes, and the old ones end', async () => {
  const { id, email, token, secret, recoveryCodes } = await givenEnrolled()
  const renew = (currentPassword: string, code: string) => post('recovery-codes', token, { currentPassword, code })
  expect(await renew('wrong', totpCode(secret))).toMatchObject({ status: 400, body: { code: 'WRONG_PASSWORD' } })
  expect(await renew(PASSWORD, '000000')).toMatchObject({ status: 400, body: { code: 'WRONG_CODE' } })
  const { status, body } = await renew(PASSWORD, totpCode(secret))
  expect([status, new Set([...body.recoveryCodes, ...recoveryCodes]).size, await countCodes(id)]).toEqual([200, 20, 10])
  expect(await renew(PASSWORD, totpCode(secret))).toMatchObject({ body: { code: 'WRONG_CODE' } })
  expect(await signIn(email, recoveryCodes[0])).toMatchObject({ status: 401, body: { code: 'WRONG_CODE' } })
  expect((await signIn(email, body.recoveryCodes[0])).status).toBe(200)
  const row = 'select id from users where id = ? for update'
  const attempts = [1, 2, 3].map((index) => () => renew(PASSWORD, body.recoveryCodes[index] ?? ''))
  const answers = await race(server, [row, id], attempts)
  expect(answers.map(({ status: told }) => told).toSorted((one, other) => one - other)).toEqual([200, 400, 400])
  expect(await countCodes(id)).toBe(10)
})

test('recovery codes are for who has a second factor', async () => {
  const token = await server.register()
  const answer = await post('recovery-codes', token, { currentPassword: PASSWORD, code: '123456' })
  expect(answer).toMatchObject({ status: 409, body: { code: 'TOTP_NOT_ENABLED' } })
})

const resetOf = (id: string, token: string) => server.rest('POST', `/api/users/${id}/reset-two-factor`, { token })

test('an admin takes a lost second factor off: nothing of it stays, sessions end, mail and audit tell', async () => {
  const { id, email, token } = await givenEnrolled()
  const admin = await server.signIn('admin')
  for (let asked = 0; asked < 2; asked++)
    expect(await resetOf(id, admin)).toMatchObject({ status: 200, body: { id, totpEnabledAt: null } })
  const profile = await server.rest('GET', '/api/auth/profile', { token })
  const user = await server.orm.em.fork().findOneOrFail(User, { id })
  expect(user).toMatchObject({ totpSecret: null, totpEnabledAt: null, totpLastStep: null })
  expect([await countCodes(id), profile.status, (await signIn(email)).status]).toEqual([0, 401, 200])
  expect(await noticesTo(id)).toEqual(['two-factor-enabled', 'two-factor-disabled'])
  const audited = await server.orm.em.fork().find(AuditEntry, { objectId: id, action: 'users.reset-two-factor' })
  expect(audited).toMatchObject([{ before: { totpEnabledAt: expect.any(String) }, after: { totpEnabledAt: null } }])
})

test('nobody but an admin takes a second factor off, and none the own one', async () => {
  const { id, email, token } = await givenEnrolled()
  expect(await resetOf(id, token)).toMatchObject({ status: 403, body: { message: 'This is for admins only.' } })
  await server.orm.em.execute(`update users set role = 'admin' where id = ?`, [id])
  expect(await resetOf(id, token)).toMatchObject({ status: 403, body: { code: 'OWN_ACCOUNT' } })
  expect(await signIn(email)).toMatchObject({ body: { code: 'TOTP_REQUIRED' } })
  await server.orm.em.execute(`update users set role = 'staff' where id = ?`, [id])
})

test('whoever disables the second factor is told by mail', async () => {
  const { id, token, secret } = await givenEnrolled()
  expect((await post('disable', token, { currentPassword: PASSWORD, code: totpCode(secret) })).status).toBe(200)
  expect(await noticesTo(id)).toEqual(['two-factor-enabled', 'two-factor-disabled'])
})
