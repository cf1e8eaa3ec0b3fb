import { z } from 'zod'
import { defineJob } from '../job.ts'
import type { KeyedDraft } from '../mail/draft.ts'
import { renderMail } from '../mail/render.ts'
import { sendOnce } from '../mail/send-once.ts'
import {
  type TicketMailData,
  deskTitleOf,
  getTicketForMail,
  newTicketKey,
  support,
  toTicketMailData,
} from './ticket-mail.ts'

/** Tells support of a new ticket; an urgent one says so where the eye falls first. */
export const mailNewTicket = defineJob({
  name: 'mail-new-ticket',
  payload: z.strictObject({ ticketId: z.uuid() }),
  async handle(context, { ticketId }) {
    const { supportEmail } = context.business
    const ticket = await getTicketForMail(context.em, ticketId)
    if (ticket.openedBy.email === supportEmail) return
    await sendOnce(context, composeNewTicket(await toTicketMailData(context.em, ticket), supportEmail))
  },
})

export function composeNewTicket(ticket: TicketMailData, supportEmail: string): KeyedDraft {
  const important = ticket.priority === 'urgent'
  return {
    key: newTicketKey(ticket.id),
    to: support(supportEmail),
    subject: `${important ? 'Urgent: ' : ''}${deskTitleOf(ticket)}`,
    important,
    ...renderMail('tickets/mail-new-ticket', ticket),
  }
}
