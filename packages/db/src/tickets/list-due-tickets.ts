import type { EntityManager } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { readTicketPage } from './read-ticket-page.ts'
import type { Ticket } from './ticket.entity.ts'

/** What comes next: the answer until there is one, then the resolution. */
export const dueAt = sql<Date>`(case when first_answered_at is null then first_answer_due_at else resolution_due_at end)`

export interface DueListing {
  /** Null = nobody's, undefined = everyone's. */
  assigneeId: string | null | undefined
  /** Due before this moment. */
  before: Date
  limit: number
  /** When the last ticket of the page before is due, in ISO 8601, and its id. */
  after: readonly string[] | null
}

/** A page of the tickets still to be answered or resolved before a moment, the most urgent first. */
export function listDueTickets(
  em: EntityManager,
  { assigneeId, before, limit, after }: DueListing,
): Promise<{ items: Ticket[]; hasMore: boolean }> {
  const conditions = [
    sql`status in ('open', 'in_progress') and ${dueAt} < ${before}`,
    ...(assigneeId === null ? [sql`assignee_id is null`] : []),
    ...(assigneeId ? [sql`assignee_id = ${assigneeId}`] : []),
    ...(after ? [sql`(${dueAt}, id) > (${after[0]}::timestamptz, ${after[1]}::uuid)`] : []),
  ]
  const ids = sql<{ id: string }>`
    select id from tickets where ${sql.join(conditions, sql` and `)}
    order by ${dueAt}, id limit ${limit + 1}`
  return readTicketPage(em, ids, limit)
}
