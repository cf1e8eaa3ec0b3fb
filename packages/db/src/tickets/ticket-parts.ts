import { p } from '@mikro-orm/core'
import { User } from '../accounts/user.entity.ts'
import { newId } from '../ids.ts'
import type { TicketField } from './ticket-words.ts'
import { lengthOf } from './ticket.checks.ts'

/** The tables of what belongs to a ticket, but for the ticket itself, which its entity knows. */
export const commentTable = {
  tableName: 'ticket_comments',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    author: () => p.manyToOne(User),
    comment: p.text(),
    /** Whether its author was of the house then. */
    staff: p.boolean(),
    /** A note among staff, of which the customer never learns. */
    internal: p.boolean(),
    createdAt: p.datetime(),
  },
  checks: [
    { name: 'ticket_comments_comment_check', expression: lengthOf('comment', 1, 2_000) },
    { name: 'ticket_comments_internal_check', expression: 'staff or not internal' },
  ],
  indexes: [
    {
      name: 'ticket_comments_comment_index',
      expression: `create index "ticket_comments_comment_index" on "ticket_comments" using gin (comment gin_trgm_ops)`,
    },
  ],
}

export const changeTable = {
  tableName: 'ticket_changes',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    field: p.text().$type<TicketField>(),
    /** As people read them; of an assignee the name at the time, or null for nobody. */
    oldValue: p.text().strictNullable(),
    newValue: p.text().strictNullable(),
    reason: p.text().strictNullable(),
    changedBy: () => p.manyToOne(User),
    createdAt: p.datetime().index('ticket_changes_created_at_index'),
  },
  checks: [{ name: 'ticket_changes_field_check', expression: `field in ('status', 'priority', 'assignee', 'claim')` }],
}
