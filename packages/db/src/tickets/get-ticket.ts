import { LockMode } from '@mikro-orm/core'
import type { EntityManager } from '@mikro-orm/postgresql'
import { userNotFound } from '../accounts/account.errors.ts'
import { type Actor, isStaff } from '../accounts/actor.ts'
import { User } from '../accounts/user.entity.ts'
import { Ticket, TicketComment } from './ticket.entity.ts'
import { ticketNotFound } from './ticket.errors.ts'

/** Whose tickets someone may reach: staff all, customers their own. Another's is as good as missing. */
const within = (actor: Actor): { customer?: string } => (isStaff(actor) ? {} : { customer: actor.id })

/**
 * A ticket with its conversation and history. For a customer, notes among staff are not even read.
 * @throws DomainError TICKET_NOT_FOUND also where it is another customer's
 */
export async function getTicket(em: EntityManager, id: string, actor: Actor): Promise<Ticket> {
  const ticket = await em.findOne(
    Ticket,
    { id, ...within(actor) },
    {
      populate: ['customer', 'openedBy', 'order', 'assignee', 'comments.author', 'history.changedBy'],
      populateWhere: isStaff(actor) ? {} : { comments: { internal: false }, history: { field: { $ne: 'assignee' } } },
      strategy: 'select-in',
    },
  )
  if (!ticket) throw ticketNotFound(id)
  return ticket
}

/**
 * The ticket alone, locked until the transaction ends: changes of one ticket take turns.
 * @throws DomainError TICKET_NOT_FOUND also where it is another customer's
 */
export async function getTicketForUpdate(em: EntityManager, id: string, actor: Actor): Promise<Ticket> {
  const ticket = await em.findOne(Ticket, { id, ...within(actor) }, { lockMode: LockMode.PESSIMISTIC_WRITE })
  if (!ticket) throw ticketNotFound(id)
  return ticket
}

/** How many comments, or how many notes among staff, a ticket has. */
export const countComments = (em: EntityManager, ticket: Ticket, internal: boolean): Promise<number> =>
  em.count(TicketComment, { ticket, internal })

/**
 * Who is to have a ticket, locked so that nobody disables the account at that moment.
 * @throws DomainError USER_NOT_FOUND
 */
export async function getAssigneeForTicket(em: EntityManager, id: string): Promise<User> {
  const user = await em.findOne(User, { id }, { lockMode: LockMode.PESSIMISTIC_READ })
  if (!user) throw userNotFound(id)
  return user
}
