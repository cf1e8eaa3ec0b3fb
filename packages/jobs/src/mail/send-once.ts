import { inTransaction } from '@desideliver/db'
import { sql } from 'kysely'
import type { JobContext } from '../job.ts'
import type { Mail } from './mailer.ts'

/** A header is one line: whatever a customer typed, a line break in it is a space. */
const oneLine = (value: string): string => value.replace(/\p{Cc}+/gu, ' ').trim()

/**
 * Sends a mail unless one with its key has been sent. The record is written first and committed
 * after: a second worker waits for the first, a refused mail leaves no record, and only a crash
 * between the server's 250 and the commit can send twice.
 * @param key what the mail is about, such as `order-confirmation:<order id>`
 */
export async function sendOnce(
  { em, mailer, now }: JobContext,
  { key, ...mail }: Omit<Mail, 'messageId'> & { key: string },
): Promise<void> {
  const messageId = `${key.replace(/[^\w-]+/g, '.')}@desideliver`
  const subject = oneLine(mail.subject)
  const to = { name: oneLine(mail.to.name), address: mail.to.address }
  await inTransaction(em, async (tx) => {
    // An SMTP server may take longer to answer than a request ever would.
    await sql`
      select set_config('idle_in_transaction_session_timeout', '60s', true), set_config('lock_timeout', '60s', true),
        set_config('statement_timeout', '60s', true)
    `.execute(tx.getKysely())
    const claimed = await sql`
      insert into sent_mails (key, recipient, subject, message_id, sent_at)
      values (${key}, ${to.address}, ${subject}, ${messageId}, ${now()}) on conflict do nothing returning key
    `.execute(tx.getKysely())
    if (claimed.rows.length > 0) await mailer.send({ ...mail, to, subject, messageId })
  })
}
