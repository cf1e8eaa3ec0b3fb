import { expect, vi } from 'vitest'
import type { TestServer } from './test-server.ts'

export interface MailedMail {
  /** Begins with the time it was sent. */
  id: string
  to: string[]
  subject: string
  text: string
}

/** The mails of a server's mailbox to an address, oldest first. */
export async function mailsTo({ rest }: TestServer, address: string): Promise<MailedMail[]> {
  const { body } = await rest<{ items: MailedMail[] }>('GET', '/dev/mailbox/messages')
  const mails = body.items.filter(({ to }) => to.some((name) => name.includes(address)))
  return mails.toSorted((one, other) => one.id.localeCompare(other.id))
}

/** Waits until no job is left to do: a mail is there a moment before the link in it works. */
export const untilIdle = ({ orm }: TestServer): Promise<void> =>
  vi.waitFor(async () => {
    const sql = `select name from pgboss.job where state in ('created', 'active', 'retry')`
    expect(await orm.em.fork().execute<object[]>(sql)).toEqual([])
  }, 15_000)

/** Waits for the newest of so many mails with that subject to an address, and for all else that is to be done. */
export async function untilMailed(
  server: TestServer,
  address: string,
  { subject, count = 1 }: { subject: string; count?: number },
): Promise<MailedMail> {
  const newest = await vi.waitFor(async () => {
    const mails = (await mailsTo(server, address)).filter((mail) => mail.subject === subject)
    expect(mails).toHaveLength(count)
    return mails.at(-1)
  }, 15_000)
  if (!newest) throw new Error('No mail was asked for')
  await untilIdle(server)
  return newest
}

/** The token of the link in a mail. */
export function tokenOf({ text }: MailedMail): string {
  const token = /\?token=([\w-]{43})\s/.exec(text)?.[1]
  if (!token) throw new Error(`There is no link in: ${text}`)
  return token
}
