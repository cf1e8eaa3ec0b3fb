import type { EntityManager } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import type { Actor } from '../accounts/actor.ts'
import { readTicketPage } from './read-ticket-page.ts'
import { type TicketFilter, ticketCondition } from './ticket-condition.ts'
import type { Ticket } from './ticket.entity.ts'

export interface TicketListing {
  filter: TicketFilter
  limit: number
  /** Id of the last ticket of the page before. */
  after: string | null
}

/** A page of tickets as `actor` may see them, newest first. */
export function listTickets(
  em: EntityManager,
  actor: Actor,
  { filter, limit, after }: TicketListing,
): Promise<{ items: Ticket[]; hasMore: boolean }> {
  const ids = sql<{ id: string }>`
    select id from tickets t
    where ${ticketCondition(filter, actor)} ${after === null ? sql`` : sql`and t.id < ${after}`}
    order by t.id desc limit ${limit + 1}`
  return readTicketPage(em, ids, limit)
}
