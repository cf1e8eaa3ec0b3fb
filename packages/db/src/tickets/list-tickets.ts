import type { EntityManager } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import type { Actor } from '../accounts/actor.ts'
import { type TicketFilter, ticketCondition } from './ticket-condition.ts'
import { Ticket } from './ticket.entity.ts'

export interface TicketListing {
  filter: TicketFilter
  limit: number
  /** Id of the last ticket of the page before. */
  after: string | null
}

/** A page of tickets as `actor` may see them, newest first, in two statements and one for each kind of thing shown. */
export async function listTickets(
  em: EntityManager,
  actor: Actor,
  { filter, limit, after }: TicketListing,
): Promise<{ items: Ticket[]; hasMore: boolean }> {
  const { rows } = await sql<{ id: string }>`
    select id from tickets t
    where ${ticketCondition(filter, actor)} ${after === null ? sql`` : sql`and t.id < ${after}`}
    order by t.id desc limit ${limit + 1}
  `.execute(em.getKysely())
  const ids = rows.slice(0, limit).map(({ id }) => id)
  const items = await em.find(
    Ticket,
    { id: { $in: ids } },
    { populate: ['customer', 'order', 'assignee'], orderBy: { id: 'desc' }, strategy: 'select-in' },
  )
  return { items, hasMore: rows.length > limit }
}
