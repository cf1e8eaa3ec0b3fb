import type { EntityManager } from '@mikro-orm/postgresql'
import { isStaff } from '../accounts/actor.ts'
import type { User } from '../accounts/user.entity.ts'
import { Order } from '../orders/order.entity.ts'
import { orderNotFound } from '../orders/order.errors.ts'
import type { DueMoments } from './ticket-targets.ts'
import { type TicketCategory, type TicketPriority, needsJustification } from './ticket-words.ts'
import { Ticket } from './ticket.entity.ts'
import { justificationMissing } from './ticket.errors.ts'

export interface NewTicket {
  id: string
  ticketNumber: string
  customer: User
  /** The customer, or who of the staff took the call. */
  openedBy: User
  order: Order | null
  subject: string
  description: string
  category: TicketCategory
  priority: TicketPriority
  justification: string | null
  due: DueMoments
  now: Date
}

/**
 * Staff know what is urgent; customers say why.
 * @throws InvalidInputError
 */
export function requireJustification(
  { priority, justification }: Pick<NewTicket, 'priority' | 'justification'>,
  by: User,
): void {
  if (needsJustification(priority) && justification === null && !isStaff(by)) throw justificationMissing(priority)
}

/** An open ticket that is nobody's yet. */
export function createTicket(em: EntityManager, { now, due, ...details }: NewTicket): Ticket {
  return em.create(Ticket, {
    ...details,
    ...due,
    status: 'open',
    assignee: null,
    firstAnsweredAt: null,
    resolvedAt: null,
    closedAt: null,
    score: null,
    scoreComment: null,
    ratedAt: null,
    createdAt: now,
    updatedAt: now,
  })
}

/**
 * The order that a customer's ticket is about.
 * @throws DomainError ORDER_NOT_FOUND also where it is another customer's
 */
export async function getTicketOrder(em: EntityManager, id: string, customer: User): Promise<Order> {
  const order = await em.findOne(Order, { id, customer })
  if (!order) throw orderNotFound(id)
  return order
}
