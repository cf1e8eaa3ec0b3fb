import { z } from 'zod'
import { defineJob } from '../job.ts'
import type { KeyedDraft } from '../mail/draft.ts'
import { renderMail } from '../mail/render.ts'
import { sendOnce } from '../mail/send-once.ts'
import {
  type TicketMailData,
  answeredAtDesk,
  getTicketForMail,
  openedKey,
  titleOf,
  toTicketMailData,
} from './ticket-mail.ts'

/** Acknowledges a new ticket to its customer, also where staff opened it for them. */
export const mailTicketOpened = defineJob({
  name: 'mail-ticket-opened',
  payload: z.strictObject({ ticketId: z.uuid() }),
  async handle(context, { ticketId }) {
    const ticket = await getTicketForMail(context.em, ticketId)
    await sendOnce(context, composeOpened(await toTicketMailData(context, ticket)))
  },
})

export const composeOpened = (ticket: TicketMailData): KeyedDraft => ({
  key: openedKey(ticket.id),
  to: { name: ticket.customerName, address: ticket.email },
  subject: titleOf(ticket),
  ...answeredAtDesk(ticket),
  ...renderMail('tickets/mail-ticket-opened', ticket),
})
