import { Ticket, findClaims, isStaff, tellClaim } from '@desideliver/db'
import type { EntityManager } from '@mikro-orm/postgresql'
import type { JobContext } from '../job.ts'
import type { Draft, KeyedDraft } from '../mail/draft.ts'

/** What the templates of a ticket's mails show. */
export interface TicketMailData {
  id: string
  ticketNumber: string
  subject: string
  description: string
  category: string
  priority: string
  justification: string | null
  orderNumber: string | null
  /** As people read them. */
  claims: string[]
  customerName: string
  /** Of the customer. */
  email: string
  businessName: string
  phoneNumber: string
  /** Where the desk reads what comes in. */
  supportEmail: string
}

/** Whom a mail of a ticket goes to. */
export interface Recipient {
  name: string
  address: string
}

/** The ticket a mail is about, with everyone who may hear of it. */
export const getTicketForMail = (em: EntityManager, ticketId: string): Promise<Ticket> =>
  em.findOneOrFail(Ticket, ticketId, { populate: ['customer', 'openedBy', 'order', 'assignee'], strategy: 'select-in' })

/** `in_progress` as people write it. */
export const toWords = (word: string): string => word.replaceAll('_', ' ')

/** @param ticket as `getTicketForMail` reads it */
export async function toTicketMailData(
  { em, business }: Pick<JobContext, 'em' | 'business'>,
  ticket: Ticket,
): Promise<TicketMailData> {
  const { id, ticketNumber, subject, description, category, priority, justification, order, customer } = ticket
  const claims = await findClaims(em, id)
  return {
    id,
    ticketNumber,
    subject,
    description,
    category: toWords(category),
    priority,
    justification,
    orderNumber: order?.orderNumber ?? null,
    claims: claims.map(tellClaim),
    customerName: customer.contactPerson(),
    email: customer.email,
    businessName: customer.businessName,
    phoneNumber: customer.phoneNumber,
    supportEmail: business.supportEmail,
  }
}

/** Who has the ticket and still works here; of someone who was disabled or made a customer, nobody has it any more. */
export function holderOf({ assignee }: Ticket): Recipient | null {
  if (!assignee || assignee.disabledAt || !isStaff(assignee)) return null
  return { name: assignee.contactPerson(), address: assignee.email }
}

/** Whoever of the desk hears what customers do: who has the ticket, or all of support. */
export const deskOf = (ticket: Ticket, supportEmail: string): Recipient => holderOf(ticket) ?? support(supportEmail)

export const support = (address: string): Recipient => ({ name: 'DesiDeliver support', address })

type Parts = Pick<Draft, 'html' | 'text'>

/** Answers to a mail of a ticket are read at the desk: those who plan the orders would not know of it. */
export const answeredAtDesk = ({ supportEmail }: TicketMailData): Pick<Draft, 'replyTo'> => ({
  replyTo: support(supportEmail),
})

/** A mail to the ticket's customer after the acknowledgement, which began the conversation. */
export const toCustomer = (ticket: TicketMailData, key: string, parts: Parts): KeyedDraft => ({
  key,
  follows: openedKey(ticket.id),
  to: { name: ticket.customerName, address: ticket.email },
  ...answeredAtDesk(ticket),
  // One subject throughout: mail programs keep together what also has one name.
  subject: `Re: ${titleOf(ticket)}`,
  ...parts,
})

/** A mail to someone of the desk after the news of the ticket. */
export const toDesk = (ticket: TicketMailData, mail: Parts & { key: string; to: Recipient }): KeyedDraft => ({
  follows: newTicketKey(ticket.id),
  subject: `Re: ${deskTitleOf(ticket)}`,
  ...answeredAtDesk(ticket),
  ...mail,
})

export const openedKey = (ticketId: string): string => `ticket-opened:${ticketId}`
export const newTicketKey = (ticketId: string): string => `new-ticket:${ticketId}`
export const titleOf = ({ ticketNumber, subject }: TicketMailData): string => `[${ticketNumber}] ${subject}`
export const deskTitleOf = (ticket: TicketMailData): string => `${titleOf(ticket)} (${ticket.businessName})`
