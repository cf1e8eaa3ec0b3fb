import { type DaySummary, type OrderDays, orderLinesFileName, readDaySummary, readOrderLines } from '@desideliver/db'
import type { EntityManager } from '@mikro-orm/postgresql'
import { z } from 'zod'
import { defineJob } from '../job.ts'
import type { Draft } from '../mail/draft.ts'
import { renderMail } from '../mail/render.ts'
import { composeOnce } from '../mail/send-once.ts'
import { formatMoney } from './order-mail.ts'

/** Most mail servers take 10 MB, and attachments grow by a third on their way. */
const LARGEST_ATTACHMENT_BYTES = 5 * 1024 * 1024

/** Sums up a day's orders for the delivery coordinator, or for whom staff name, with the CSV of them. */
export const mailDailySummary = defineJob({
  name: 'mail-daily-summary',
  payload: z.strictObject({
    date: z.iso.date(),
    /** Of what staff asked for; null for the one mail of each day. */
    requestId: z.uuid().nullable(),
    /** Null for the coordinator. */
    to: z.email().nullable(),
  }),
  async handle(context, { date, requestId, to }) {
    const { coordinatorEmail, timeZone } = context.business
    const days = { from: date, to: date, timeZone }
    const key = `daily-summary:${date}${requestId === null ? '' : `:${requestId}`}`
    await composeOnce(context, key, async (em) => {
      const summary = await readDaySummary(em, days)
      const csv = await readAttachment(em, days)
      const recipient =
        to === null ? { name: 'Delivery coordinator', address: coordinatorEmail } : { name: '', address: to }
      return { draft: composeDailySummary({ ...summary, date }, { csv, to: recipient }) }
    })
  },
})

interface Sheet {
  /** Null where it is too large for a mail. */
  csv: string | null
  to: { name: string; address: string }
}

export function composeDailySummary(day: DaySummary & { date: string }, { csv, to }: Sheet): Draft {
  const { date, orders, subtotal } = day
  const shown = { ...day, subtotal: formatMoney(subtotal), isAttached: csv !== null }
  const filename = orderLinesFileName({ from: date, to: date })
  return {
    to,
    subject: `Orders of ${date}: ${orders === 0 ? 'none' : orders}`,
    ...renderMail('orders/mail-daily-summary', shown),
    ...(csv !== null && { attachments: [{ filename, content: csv, contentType: 'text/csv; charset=utf-8' }] }),
  }
}

/** The day's CSV, or null where it is too large for a mail: then no more of it is read than that. */
async function readAttachment(em: EntityManager, days: OrderDays): Promise<string | null> {
  let page = await readOrderLines(em, days, null)
  const parts = [page.csv]
  let bytes = Buffer.byteLength(page.csv)
  while (page.after && bytes <= LARGEST_ATTACHMENT_BYTES) {
    page = await readOrderLines(em, days, page.after)
    parts.push(page.csv)
    bytes += Buffer.byteLength(page.csv)
  }
  return bytes <= LARGEST_ATTACHMENT_BYTES ? parts.join('') : null
}
