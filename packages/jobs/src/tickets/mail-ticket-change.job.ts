import { type Ticket, TicketChange, isStaff } from '@desideliver/db'
import type { EntityManager } from '@mikro-orm/postgresql'
import { z } from 'zod'
import { defineJob, type JobContext } from '../job.ts'
import type { KeyedDraft } from '../mail/draft.ts'
import { renderMail } from '../mail/render.ts'
import { sendOnce } from '../mail/send-once.ts'
import {
  type Recipient,
  type TicketMailData,
  deskOf,
  getTicketForMail,
  holderOf,
  support,
  toCustomer,
  toDesk,
  toTicketMailData,
  toWords,
} from './ticket-mail.ts'

/** What a change's mail tells of it. */
export interface ChangeMailData extends TicketMailData {
  changeId: string
  /** What it was, and what it became. */
  before: string | null
  value: string
  reason: string | null
  /** Of who changed it. */
  name: string
}

/** Tells whom it concerns that a ticket has moved on, has become urgent, or is theirs now. */
export const mailTicketChange = defineJob({
  name: 'mail-ticket-change',
  payload: z.strictObject({ changeId: z.uuid() }),
  async handle(context, { changeId }) {
    const change = await context.em.findOneOrFail(TicketChange, changeId, { populate: ['changedBy'] })
    const ticket = await getTicketForMail(context.em, change.ticket.id)
    const mail = await compose(context, ticket, change)
    if (mail) await sendOnce(context, mail)
  },
})

async function compose(context: JobContext, ticket: Ticket, change: TicketChange): Promise<KeyedDraft | null> {
  const { em, business } = context
  const { id: changeId, field, oldValue, newValue, reason, changedBy } = change
  const name = changedBy.contactPerson()
  const data = {
    ...(await toTicketMailData(context, ticket)),
    changeId,
    before: oldValue,
    value: newValue ?? '',
    reason,
    name,
  }
  if (field === 'status') return composeStatus(data)
  if (field === 'priority') {
    const heard = newValue !== 'urgent' || changedBy.email === business.supportEmail
    return heard ? null : composeUrgent(data)
  }
  // What is new goes to the other side, and a decision to the customer.
  if (field === 'claim')
    return isStaff(changedBy) ? composeClaim(data) : composeClaimed(data, deskOf(ticket, business.supportEmail))
  const to = holderOf(ticket)
  // Given on meanwhile, it is not theirs any more.
  if (!to || to.address === changedBy.email || !(await isLatest(em, change))) return null
  return composeAssigned(data, to)
}

const isLatest = async (em: EntityManager, { ticket, field, createdAt, id }: TicketChange): Promise<boolean> =>
  (await em.count(TicketChange, {
    ticket,
    field,
    $or: [{ createdAt: { $gt: createdAt } }, { createdAt, id: { $gt: id } }],
  })) === 0

const changeKey = ({ changeId }: ChangeMailData): string => `ticket-change:${changeId}`

export const composeStatus = (ticket: ChangeMailData): KeyedDraft =>
  toCustomer(
    ticket,
    changeKey(ticket),
    renderMail('tickets/mail-ticket-status', { ...ticket, value: toWords(ticket.value) }),
  )

export const composeClaim = (ticket: ChangeMailData): KeyedDraft =>
  toCustomer(ticket, changeKey(ticket), renderMail('tickets/mail-ticket-claim', ticket))

export const composeClaimed = (ticket: ChangeMailData, to: Recipient): KeyedDraft =>
  toDesk(ticket, { key: changeKey(ticket), to, ...renderMail('tickets/mail-ticket-claimed', ticket) })

export const composeUrgent = (ticket: ChangeMailData): KeyedDraft => ({
  ...toDesk(ticket, {
    key: changeKey(ticket),
    to: support(ticket.supportEmail),
    ...renderMail('tickets/mail-ticket-urgent', ticket),
  }),
  subject: `Urgent: [${ticket.ticketNumber}] ${ticket.subject} (${ticket.businessName})`,
  important: true,
})

export const composeAssigned = (ticket: ChangeMailData, to: Recipient): KeyedDraft =>
  toDesk(ticket, { key: changeKey(ticket), to, ...renderMail('tickets/mail-ticket-assigned', ticket) })
