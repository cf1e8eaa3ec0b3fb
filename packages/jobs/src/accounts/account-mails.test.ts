import {
  SentMail,
  type User,
  accountTokenPurposes,
  askAccountLink,
  dropAccountTokens,
  getAccountToken,
  inTransaction,
  newId,
} from '@desideliver/db'
import { givenUser } from '@desideliver/db/testing'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { startTestWorker } from '../../testing/test-worker.ts'
import { enqueue } from '../job.ts'
import { mailAccountLink } from './mail-account-link.job.ts'
import { mailAccountNotice } from './mail-account-notice.job.ts'
import { mailPasswordReset } from './mail-password-reset.job.ts'

const worker = await startTestWorker()
const { database, boss, smtp, failures } = worker
afterAll(() => worker[Symbol.asyncDispose]())

afterEach(() => {
  smtp.refuseWith = null
  smtp.received = []
  failures.length = 0
})

const em = () => database.orm.em.fork()
const given = (details: Parameters<typeof givenUser>[1] = {}) => givenUser(em(), details)

type Purpose = (typeof accountTokenPurposes)[number]

/** What `purpose` is mailed for: a change of address goes to the new one. */
const addressFor = (user: User, purpose: Purpose) =>
  purpose === 'change-email' ? `${newId()}@example.com` : user.email

/** Asks for a link. @returns the job that mails it */
const askLink = async (user: User, purpose: Purpose, email = addressFor(user, purpose)) => ({
  requestId: await askAccountLink(em(), { userId: user.id, purpose, email, now: new Date() }),
})

const runLink = (payload: { requestId: string }) => mailAccountLink.run(worker.context(), payload)

/** The tokens of the links that went out, in their order. */
const mailedTokens = (): string[] =>
  smtp.received.map(({ parsed }) => /\?token=([\w-]{43})\s/.exec(parsed.text ?? '')?.[1] ?? '')

const works = (token: string, purpose: Purpose): Promise<boolean> =>
  getAccountToken(em(), { token, purpose, now: new Date() }).then(
    () => true,
    () => false,
  )

const paths: Record<Purpose, string> = {
  'verify-email': '/verify-email',
  'change-email': '/verify-email',
  'reset-password': '/reset-password',
  'accept-invitation': '/accept-invitation',
}

test.each(accountTokenPurposes)(
  'the mail to %s has one link, in both parts, that works for that alone',
  async (purpose) => {
    const user = await given({ firstName: 'Asha' })
    const email = addressFor(user, purpose)
    await runLink(await askLink(user, purpose, email))
    const [mail] = smtp.received
    const [token = ''] = mailedTokens()
    const link = `https://shop.example${paths[purpose]}?token=${token}`
    expect(mail?.recipients).toEqual([email])
    expect(mail?.parsed.text).toContain(`Dear Asha,`)
    expect(mail?.parsed.text).toContain(`\n${link}\n`)
    expect(mail?.parsed.html).toContain(`href="${link}"`)
    const found = await getAccountToken(em(), { token, purpose, now: new Date() })
    expect(found).toMatchObject({ user: { id: user.id }, email })
    for (const other of accountTokenPurposes.filter((one) => one !== purpose))
      expect(await works(token, other)).toBe(false)
  },
)

test('a link that is asked for again replaces the older, and a job done again sends nothing', async () => {
  const user = await given()
  const first = await askLink(user, 'verify-email')
  for (const payload of [first, first]) await runLink(payload)
  const second = await askLink(user, 'verify-email')
  for (const payload of [second, first]) await runLink(payload)
  const [older = '', newer = '', ...more] = mailedTokens()
  expect(more).toEqual([])
  expect([await works(older, 'verify-email'), await works(newer, 'verify-email')]).toEqual([false, true])
})

test('a link lies in no queue and no record, only in its mail', async () => {
  const user = await given()
  const payload = await askLink(user, 'verify-email')
  await inTransaction(database.orm.em, (tx) => enqueue({ boss }, tx, { job: mailAccountLink, payload }))
  const [token = ''] = await vi.waitFor(() => {
    expect(smtp.received).toHaveLength(1)
    return mailedTokens()
  }, 15_000)
  const rows = `select t::text as row from pgboss.job t union all select t::text from sent_mails t
    union all select t::text from account_tokens t`
  const stored = (await em().execute<{ row: string }[]>(rows)).map(({ row }) => row).join('\n')
  expect(stored).toContain(payload.requestId)
  expect(token).toHaveLength(43)
  expect(stored).not.toContain(token)
})

test('a mail that was not taken leaves no token that works, and goes out at the next try', async () => {
  const user = await given()
  const payload = await askLink(user, 'verify-email')
  smtp.refuseWith = 451
  await expect(runLink(payload)).rejects.toThrow('451')
  const [{ count } = { count: '' }] = await em().execute<{ count: string }[]>(
    'select count(*) from account_tokens where user_id = ? and token_hash is not null',
    [user.id],
  )
  expect(count).toBe('0')
  smtp.refuseWith = null
  await runLink(payload)
  expect(await works(mailedTokens()[0] ?? '', 'verify-email')).toBe(true)
})

test.each(accountTokenPurposes)('a disabled account gets no link to %s', async (purpose) => {
  await runLink(await askLink(await given({ disabledAt: new Date() }), purpose))
  expect(smtp.received).toEqual([])
})

test('no link goes out that has become pointless', async () => {
  const [user, other, verified] = [await given(), await given(), await given({ emailVerifiedAt: new Date() })]
  await runLink(await askLink(user, 'change-email', other.email))
  await runLink(await askLink(user, 'verify-email', `${newId()}@example.com`))
  await runLink(await askLink(verified, 'verify-email'))
  const [dropped, replaced] = [await askLink(user, 'change-email'), await askLink(other, 'change-email')]
  await dropAccountTokens(em(), user.id)
  await askLink(other, 'change-email')
  for (const payload of [dropped, replaced]) await runLink(payload)
  expect(smtp.received).toEqual([])
})

test('a link that is dropped while its mail is on its way never works, and nobody waits for the mail', async () => {
  const user = await given()
  const payload = await askLink(user, 'change-email')
  const { mailer, ...rest } = worker.context()
  const slow = {
    ...mailer,
    send: async (mail: Parameters<typeof mailer.send>[0]) => {
      await dropAccountTokens(em(), user.id)
      await mailer.send(mail)
    },
  }
  await mailAccountLink.run({ ...rest, mailer: slow }, payload)
  expect(smtp.received).toHaveLength(1)
  expect(await works(mailedTokens()[0] ?? '', 'change-email')).toBe(false)
})

const reset = (email: string, askedAt = new Date()) =>
  mailPasswordReset.run(worker.context(), { requestId: newId(), email, askedAt: askedAt.toISOString() })

test('a reset is mailed to an address with an open account, and to no other', async () => {
  const user = await given()
  const disabled = await given({ disabledAt: new Date() })
  for (const email of [`${newId()}@example.com`, disabled.email, user.email]) await reset(email)
  expect(smtp.received.map(({ recipients }) => recipients)).toEqual([[user.email]])
  expect(smtp.received[0]?.parsed.text).toContain('https://shop.example/reset-password?token=')
  expect(await works(mailedTokens()[0] ?? '', 'reset-password')).toBe(true)
  expect(await em().find(SentMail, { recipient: disabled.email })).toEqual([])
})

test('a reset is mailed only if it was asked for after the last change of password, and no other after it', async () => {
  const changed = new Date('2026-03-09T16:00:00Z')
  const user = await given({ passwordChangedAt: changed })
  const after = (ms: number) => new Date(changed.getTime() + ms)
  await reset(user.email, after(-1))
  expect(smtp.received).toEqual([])
  await reset(user.email, after(2_000))
  await reset(user.email, after(1_000))
  expect(smtp.received).toHaveLength(1)
  expect(await works(mailedTokens()[0] ?? '', 'reset-password')).toBe(true)
})

test('a reset that is worked on while the password changes waits for that, and is not mailed', async () => {
  const user = await given()
  const askedAt = new Date()
  const { working } = await inTransaction(database.orm.em, async (tx) => {
    const changed = [new Date(askedAt.getTime() + 1), user.id]
    await tx.execute('update users set password_changed_at = ? where id = ?', changed)
    const started = reset(user.email, askedAt)
    const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    await vi.waitFor(async () => expect(await em().execute<object[]>(waiting)).toHaveLength(1), 5_000)
    // Not awaited here: it waits for this transaction to end.
    return { working: started }
  })
  await working
  expect(smtp.received).toEqual([])
})

test('a reset whose mail was not taken goes out at the next try, and once', async () => {
  const user = await given()
  const payload = { requestId: newId(), email: user.email, askedAt: new Date().toISOString() }
  const run = () => mailPasswordReset.run(worker.context(), payload)
  smtp.refuseWith = 451
  await expect(run()).rejects.toThrow('451')
  smtp.refuseWith = null
  await run()
  await run()
  expect(smtp.received).toHaveLength(1)
  expect(await works(mailedTokens()[0] ?? '', 'reset-password')).toBe(true)
})

const notices = [
  'password-changed',
  'email-changing',
  'business-verified',
  'account-disabled',
  'account-enabled',
  'two-factor-enabled',
  'two-factor-disabled',
] as const

test('whatever someone is called is only text in the mails about the account', async () => {
  const firstName = '<img src=x onerror="steal()"> & <%= it %>'
  const user = await given({ firstName, lastName: 'Rao\r\nBcc: thief@example.org' })
  for (const purpose of accountTokenPurposes) await runLink(await askLink(user, purpose))
  for (const notice of notices)
    await mailAccountNotice.run(worker.context(), { requestId: newId(), userId: user.id, notice, email: user.email })
  expect(smtp.received).toHaveLength(11)
  for (const { parsed, recipients } of smtp.received) {
    expect(recipients).toHaveLength(1)
    expect(parsed.text).toContain(`Dear ${firstName},`)
    expect(parsed.html).toContain('&lt;img src=x')
    expect(parsed.html).not.toContain('<img')
    expect(parsed.bcc).toBeUndefined()
  }
})
