import { type RawBuilder, sql } from 'kysely'
import { type Actor, isStaff } from '../accounts/actor.ts'
import { containing, searchWords } from '../search-words.ts'
import type { TicketCategory, TicketPriority, TicketStatus } from './ticket-words.ts'

/** What is left out does not narrow anything. */
export interface TicketFilter {
  status?: TicketStatus | undefined
  priority?: TicketPriority | undefined
  category?: TicketCategory | undefined
  /** Null = nobody's. */
  assigneeId?: string | null | undefined
  customerId?: string | undefined
  orderId?: string | undefined
  /** First and last day, `YYYY-MM-DD`, where the business is. */
  from?: string | undefined
  to?: string | undefined
  timeZone: string
  /** Words, each of them part of the number, the text, a comment, or for staff the customer. */
  search?: string | undefined
}

/** Condition on `tickets t`: what `actor` may see, of that what the filter leaves. */
export function ticketCondition(filter: TicketFilter, actor: Actor): RawBuilder<unknown> {
  const { status, priority, category, assigneeId, customerId, orderId, from, to, timeZone, search = '' } = filter
  const conditions = [
    isStaff(actor) ? sql`true` : sql`t.customer_id = ${actor.id}`,
    ...(status ? [sql`t.status = ${status}`] : []),
    ...(priority ? [sql`t.priority = ${priority}`] : []),
    ...(category ? [sql`t.category = ${category}`] : []),
    ...(assigneeId === null ? [sql`t.assignee_id is null`] : []),
    ...(assigneeId ? [sql`t.assignee_id = ${assigneeId}`] : []),
    ...(customerId ? [sql`t.customer_id = ${customerId}`] : []),
    ...(orderId ? [sql`t.order_id = ${orderId}`] : []),
    ...(from ? [sql`t.created_at >= (${from}::date)::timestamp at time zone ${timeZone}`] : []),
    ...(to ? [sql`t.created_at < (${to}::date + 1)::timestamp at time zone ${timeZone}`] : []),
    ...searchWords(search).map((word) => matchWord(containing(word), actor)),
  ]
  return sql.join(conditions, sql` and `)
}

/** One set of ids, not one condition with `or`: so each place is looked up in its own index. */
function matchWord(part: string, actor: Actor): RawBuilder<unknown> {
  const written = sql`
    select id from tickets where (ticket_number || ' ' || subject || ' ' || description) ilike ${part}
    union all
    select ticket_id from ticket_comments where comment ilike ${part} ${isStaff(actor) ? sql`` : sql`and not internal`}`
  const byCustomer = sql`
    union all
    select tickets.id from tickets join users on users.id = tickets.customer_id
    where (users.business_name || ' ' || users.first_name || ' ' || users.last_name || ' ' || users.email) ilike ${part}`
  return sql`t.id in (${written} ${isStaff(actor) ? byCustomer : sql``})`
}
