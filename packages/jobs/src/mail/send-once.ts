import { inTransaction } from '@desideliver/db'
import type { EntityManager } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import type { JobContext } from '../job.ts'
import { type Draft, type KeyedDraft, toMail } from './draft.ts'

/**
 * Sends a mail unless one with its key has been sent. The record is written first and committed
 * after: a second worker waits for the first, a refused mail leaves no record, and only a crash
 * between the server's 250 and the commit can send twice.
 * @param key what the mail is about, such as `order-confirmation:<order id>`
 */
export function sendOnce(context: JobContext, { key, ...draft }: KeyedDraft): Promise<void> {
  return composeOnce(context, key, async () => ({ draft }))
}

/** A mail, and what is to be recorded once it has gone out: a row locked before would stay so for all that time. */
export interface Composition {
  draft: Draft
  onceSent?: () => Promise<void>
}

/**
 * The same for a mail that is made inside the transaction, such as one with a link that only the
 * mail itself may know.
 * @param compose locks no row that others may want; null where there is nothing to send any more
 */
export async function composeOnce(
  { em, mailer, now }: JobContext,
  key: string,
  compose: (em: EntityManager) => Promise<Composition | null>,
): Promise<void> {
  const record = async (tx: EntityManager): Promise<void> => {
    const db = tx.getKysely()
    await bePatient(tx)
    const claimed = await sql`
      insert into sent_mails (key, recipient, subject, message_id, sent_at)
      values (${key}, '', '', '', ${now()}) on conflict do nothing returning key
    `.execute(db)
    const composed = claimed.rows.length > 0 ? await compose(tx) : null
    if (!composed) return
    const { draft, onceSent } = composed
    const mail = toMail({ key, ...draft }, mailer.domain)
    const { to, subject, messageId } = mail
    await sql`
      update sent_mails set recipient = ${to.address}, subject = ${subject}, message_id = ${messageId} where key = ${key}
    `.execute(db)
    await mailer.send(mail)
    await onceSent?.()
  }
  // A transaction that waited in line for the mail server would be ended for sitting idle, its mail sent again.
  await mailer.inTurn(() => inTransaction(em, record))
}

/** An SMTP server may take longer to answer than a request ever would. */
async function bePatient(em: EntityManager): Promise<void> {
  await sql`
    select set_config('idle_in_transaction_session_timeout', '60s', true), set_config('lock_timeout', '60s', true),
      set_config('statement_timeout', '60s', true)
  `.execute(em.getKysely())
}
