import { SentMail, User, accountTokenPurposes, getAccountToken, inTransaction, newId } from '@desideliver/db'
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
const linkFor = (user: User, purpose: Purpose) => ({
  requestId: newId(),
  userId: user.id,
  purpose,
  email: purpose === 'change-email' ? `${newId()}@example.com` : user.email,
})

const runLink = (payload: ReturnType<typeof linkFor>) => mailAccountLink.run(worker.context(), payload)

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
    const payload = linkFor(user, purpose)
    await runLink(payload)
    const [mail] = smtp.received
    const [token = ''] = mailedTokens()
    const link = `https://shop.example${paths[purpose]}?token=${token}`
    expect(mail?.recipients).toEqual([payload.email])
    expect(mail?.parsed.text).toContain(`Dear Asha,`)
    expect(mail?.parsed.text).toContain(`\n${link}\n`)
    expect(mail?.parsed.html).toContain(`href="${link}"`)
    const found = await getAccountToken(em(), { token, purpose, now: new Date() })
    expect(found).toMatchObject({ user: { id: user.id }, email: payload.email })
    for (const other of accountTokenPurposes.filter((one) => one !== purpose))
      expect(await works(token, other)).toBe(false)
  },
)

test('a link that is asked for again replaces the older, and a job done again sends nothing', async () => {
  const user = await given()
  const first = linkFor(user, 'verify-email')
  for (const payload of [first, first, linkFor(user, 'verify-email')]) await runLink(payload)
  const [older = '', newer = '', ...more] = mailedTokens()
  expect(more).toEqual([])
  expect([await works(older, 'verify-email'), await works(newer, 'verify-email')]).toEqual([false, true])
})

test('a link lies in no queue and no record, only in its mail', async () => {
  const user = await given()
  const payload = linkFor(user, 'verify-email')
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

test('a mail that was not taken leaves no token, and goes out at the next try', async () => {
  const user = await given()
  const payload = linkFor(user, 'verify-email')
  smtp.refuseWith = 451
  await expect(runLink(payload)).rejects.toThrow('451')
  const [{ count } = { count: '' }] = await em().execute<{ count: string }[]>(
    'select count(*) from account_tokens where user_id = ?',
    [user.id],
  )
  expect(count).toBe('0')
  smtp.refuseWith = null
  await runLink(payload)
  expect(await works(mailedTokens()[0] ?? '', 'verify-email')).toBe(true)
})

test.each(accountTokenPurposes)('a disabled account gets no link to %s', async (purpose) => {
  await runLink(linkFor(await given({ disabledAt: new Date() }), purpose))
  expect(smtp.received).toEqual([])
})

test('no link goes out that has become pointless', async () => {
  const [user, other, verified] = [await given(), await given(), await given({ emailVerifiedAt: new Date() })]
  await runLink({ ...linkFor(user, 'change-email'), email: other.email })
  await runLink({ ...linkFor(user, 'verify-email'), email: `${newId()}@example.com` })
  await runLink(linkFor(verified, 'verify-email'))
  expect(smtp.received).toEqual([])
})

const reset = (email: string) => mailPasswordReset.run(worker.context(), { requestId: newId(), email })

test('a reset is mailed to an address with an open account, and to no other', async () => {
  const user = await given()
  const disabled = await given({ disabledAt: new Date() })
  for (const email of [`${newId()}@example.com`, disabled.email, user.email]) await reset(email)
  expect(smtp.received.map(({ recipients }) => recipients)).toEqual([[user.email]])
  expect(smtp.received[0]?.parsed.text).toContain('https://shop.example/reset-password?token=')
  expect(await works(mailedTokens()[0] ?? '', 'reset-password')).toBe(true)
  expect(await em().find(SentMail, { recipient: disabled.email })).toEqual([])
})

test('whatever someone is called is only text in the mails about the account', async () => {
  const firstName = '<img src=x onerror="steal()"> & <%= it %>'
  const user = await given({ firstName, lastName: 'Rao\r\nBcc: thief@example.org' })
  for (const purpose of accountTokenPurposes) await runLink(linkFor(user, purpose))
  for (const notice of ['password-changed', 'email-changing', 'business-verified', 'account-disabled'] as const)
    await mailAccountNotice.run(worker.context(), { requestId: newId(), userId: user.id, notice, email: user.email })
  expect(smtp.received).toHaveLength(8)
  for (const { parsed, recipients } of smtp.received) {
    expect(recipients).toHaveLength(1)
    expect(parsed.text).toContain(`Dear ${firstName},`)
    expect(parsed.html).toContain('&lt;img src=x')
    expect(parsed.html).not.toContain('<img')
    expect(parsed.bcc).toBeUndefined()
  }
})
