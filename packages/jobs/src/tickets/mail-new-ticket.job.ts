import { z } from 'zod'
import { defineJob } from '../job.ts'
import type { KeyedDraft } from '../mail/draft.ts'
import { renderMail } from '../mail/render.ts'
import { sendOnce } from '../mail/send-once.ts'
import {
  type TicketMailData,
  answeredAtDesk,
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
    const ticket = await getTicketForMail(context.em, ticketId)
    if (ticket.openedBy.email === context.business.supportEmail) return
    await sendOnce(context, composeNewTicket(await toTicketMailData(context, ticket)))
  },
})

export function composeNewTicket(ticket: TicketMailData): KeyedDraft {
  const important = ticket.priority === 'urgent'
  return {
    key: newTicketKey(ticket.id),
    to: support(ticket.supportEmail),
    ...answeredAtDesk(ticket),
    subject: `${important ? 'Urgent: ' : ''}${deskTitleOf(ticket)}`,
    important,
    ...renderMail('tickets/mail-new-ticket', ticket),
  }
}
