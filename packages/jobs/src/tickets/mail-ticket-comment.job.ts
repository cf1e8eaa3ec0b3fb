import { TicketComment } from '@desideliver/db'
import type { EntityManager } from '@mikro-orm/postgresql'
import { z } from 'zod'
import { defineJob } from '../job.ts'
import type { KeyedDraft } from '../mail/draft.ts'
import { renderMail } from '../mail/render.ts'
import { sendOnce } from '../mail/send-once.ts'
import {
  type Recipient,
  type TicketMailData,
  deskOf,
  getTicketForMail,
  holderOf,
  toCustomer,
  toDesk,
  toTicketMailData,
} from './ticket-mail.ts'

/**
 * Carries what was written to the other side: an answer to the customer, what the customer writes to who has the
 * ticket. Who has it also reads what colleagues write, and of their notes the customer never learns.
 */
export const mailTicketComment = defineJob({
  name: 'mail-ticket-comment',
  payload: z.strictObject({ commentId: z.uuid() }),
  async handle(context, { commentId }) {
    const { author, comment, staff, internal, ...written } = await getComment(context.em, commentId)
    const ticket = await getTicketForMail(context.em, written.ticket.id)
    const data = await toTicketMailData(context, ticket)
    if (staff && !internal) await sendOnce(context, composeAnswer(data, { commentId, comment }))
    const to = staff ? holderOf(ticket) : deskOf(ticket, context.business.supportEmail)
    if (!to || to.address === author.email) return
    const name = author.contactPerson()
    await sendOnce(context, composeComment(data, { commentId, comment, internal, name, to }))
  },
})

const getComment = (em: EntityManager, id: string): Promise<TicketComment> =>
  em.findOneOrFail(TicketComment, id, { populate: ['author'], strategy: 'select-in' })

export const composeAnswer = (
  ticket: TicketMailData,
  { commentId, comment }: { commentId: string; comment: string },
): KeyedDraft =>
  toCustomer(
    ticket,
    `ticket-comment:${commentId}`,
    renderMail('tickets/mail-ticket-answer', { ...ticket, words: comment }),
  )

interface WrittenComment {
  commentId: string
  comment: string
  internal: boolean
  /** Of who wrote it. */
  name: string
  to: Recipient
}

export const composeComment = (
  ticket: TicketMailData,
  { commentId, comment, internal, name, to }: WrittenComment,
): KeyedDraft =>
  toDesk(ticket, {
    key: `ticket-desk-comment:${commentId}`,
    to,
    ...renderMail('tickets/mail-ticket-comment', { ...ticket, words: comment, internal, name }),
  })
