import { defineEntity, p } from '@mikro-orm/core'
import { type Actor, isStaff } from '../accounts/actor.ts'
import { User } from '../accounts/user.entity.ts'
import { newId } from '../ids.ts'
import { Order } from '../orders/order.entity.ts'
import { lengthOf, ticketChecks } from './ticket.checks.ts'
import {
  type TicketCategory,
  type TicketField,
  type TicketPriority,
  type TicketStatus,
  nextTicketStatuses,
} from './ticket-words.ts'
import { invalidTicketStatus, notAssignable, ticketClosed } from './ticket.errors.ts'

const TicketSchema = defineEntity({
  name: 'Ticket',
  tableName: 'tickets',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    ticketNumber: p.text(),
    customer: () => p.manyToOne(User),
    /** The customer, or who of the staff took the call. */
    openedBy: () => p.manyToOne(User),
    /** The customer's own. */
    order: () => p.manyToOne(Order).nullable().deleteRule('no action').index('tickets_order_id_index'),
    subject: p.text(),
    description: p.text(),
    category: p.text().$type<TicketCategory>(),
    priority: p.text().$type<TicketPriority>(),
    /** Why the customer thinks the priority is high or urgent. */
    justification: p.text().strictNullable(),
    status: p.text().$type<TicketStatus>().default('open'),
    assignee: () => p.manyToOne(User).nullable().deleteRule('no action'),
    /** When staff first wrote something that the customer reads. */
    firstAnsweredAt: p.datetime().strictNullable(),
    /** When it was last resolved; null again while it is worked on anew. */
    resolvedAt: p.datetime().strictNullable(),
    closedAt: p.datetime().strictNullable(),
    comments: () => p.oneToMany(TicketComment).mappedBy('ticket').orderBy({ createdAt: 'asc', id: 'asc' }),
    history: () => p.oneToMany(TicketChange).mappedBy('ticket').orderBy({ createdAt: 'asc', id: 'asc' }),
    createdAt: p.datetime().index('tickets_created_at_index'),
    /** Of the last change that the customer may know of: internal notes and the assignee leave it alone. */
    updatedAt: p.datetime(),
  },
  checks: ticketChecks,
  uniques: [{ name: 'tickets_ticket_number_unique', properties: ['ticketNumber'] }],
  indexes: [
    { name: 'tickets_customer_id_id_index', properties: ['customer', 'id'] },
    { name: 'tickets_status_id_index', properties: ['status', 'id'] },
    { name: 'tickets_assignee_id_id_index', properties: ['assignee', 'id'] },
    {
      name: 'tickets_text_index',
      expression: `create index "tickets_text_index" on "tickets" using gin ((ticket_number || ' ' || subject || ' ' || description) gin_trgm_ops)`,
    },
  ],
})

/** Who changes a ticket, and why. */
export interface TicketAct {
  by: User
  reason: string | null
  now: Date
}

/** A customer's request, and what becomes of it. A closed one stays as it is. */
export class Ticket extends TicketSchema.class {
  /** The states this ticket may take next when `actor` asks: only staff move it. */
  nextStatusesFor(actor: Actor): readonly TicketStatus[] {
    return isStaff(actor) ? nextTicketStatuses(this.status) : []
  }

  /**
   * Moves the ticket along.
   * @throws DomainError TICKET_CLOSED; INVALID_STATUS_TRANSITION naming the states that would have worked
   */
  changeStatus(to: TicketStatus, act: TicketAct): TicketChange {
    this.requireOpen()
    if (!nextTicketStatuses(this.status).includes(to)) throw invalidTicketStatus(this, to)
    const change = this.note('status', [this.status, to], act)
    this.status = to
    this.updatedAt = act.now
    if (to === 'resolved') this.resolvedAt = act.now
    if (to === 'in_progress') this.resolvedAt = null
    if (to === 'closed') this.closedAt = act.now
    return change
  }

  /**
   * @returns null where the priority is that already
   * @throws DomainError TICKET_CLOSED
   */
  changePriority(to: TicketPriority, act: TicketAct): TicketChange | null {
    this.requireOpen()
    if (to === this.priority) return null
    const change = this.note('priority', [this.priority, to], act)
    this.priority = to
    this.updatedAt = act.now
    return change
  }

  /**
   * Gives the ticket to one of the staff, or to nobody.
   * @returns null where it is theirs already
   * @throws DomainError TICKET_CLOSED, NOT_ASSIGNABLE
   */
  assign(to: User | null, act: TicketAct): TicketChange | null {
    this.requireOpen()
    if (to && !isStaff(to)) throw notAssignable(to.contactPerson(), 'is a customer')
    if (to?.disabledAt) throw notAssignable(to.contactPerson(), 'is disabled')
    if (to?.id === this.assignee?.id) return null
    const change = this.note('assignee', [this.assignee?.contactPerson() ?? null, to?.contactPerson() ?? null], act)
    this.assignee = to
    return change
  }

  /**
   * Adds to the conversation.
   * @param internal whether only staff may ever know of it
   * @throws DomainError TICKET_CLOSED
   */
  comment(text: string, { by, internal, now }: { by: User; internal: boolean; now: Date }): TicketComment {
    this.requireOpen()
    const written = { author: by, comment: text, staff: isStaff(by), internal, createdAt: now }
    const comment = Object.assign(new TicketComment(), { id: newId(), ...written })
    this.comments.add(comment)
    if (internal) return comment
    this.updatedAt = now
    if (isStaff(by)) this.firstAnsweredAt ??= now
    return comment
  }

  private requireOpen(): void {
    if (this.status === 'closed') throw ticketClosed(this.ticketNumber)
  }

  private note(field: TicketField, [oldValue, newValue]: (string | null)[], act: TicketAct): TicketChange {
    const values = { field, oldValue: oldValue ?? null, newValue: newValue ?? null }
    const details = { reason: act.reason, changedBy: act.by, createdAt: act.now }
    const change = Object.assign(new TicketChange(), { id: newId(), ...values, ...details })
    this.history.add(change)
    return change
  }
}
TicketSchema.setClass(Ticket)

const TicketCommentSchema = defineEntity({
  name: 'TicketComment',
  tableName: 'ticket_comments',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    ticket: () => p.manyToOne(Ticket).index('ticket_comments_ticket_id_index'),
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
})

/** What someone wrote about a ticket. */
export class TicketComment extends TicketCommentSchema.class {}
TicketCommentSchema.setClass(TicketComment)

const TicketChangeSchema = defineEntity({
  name: 'TicketChange',
  tableName: 'ticket_changes',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    ticket: () => p.manyToOne(Ticket).index('ticket_changes_ticket_id_index'),
    field: p.text().$type<TicketField>(),
    /** As people read them; of an assignee the name at the time, or null for nobody. */
    oldValue: p.text().strictNullable(),
    newValue: p.text().strictNullable(),
    reason: p.text().strictNullable(),
    changedBy: () => p.manyToOne(User),
    createdAt: p.datetime().index('ticket_changes_created_at_index'),
  },
  checks: [{ name: 'ticket_changes_field_check', expression: `field in ('status', 'priority', 'assignee')` }],
})

/** One step in the life of a ticket: who, when, what, from, to, and why. */
export class TicketChange extends TicketChangeSchema.class {}
TicketChangeSchema.setClass(TicketChange)
