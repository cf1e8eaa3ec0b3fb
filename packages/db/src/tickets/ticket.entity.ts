import { defineEntity, p } from '@mikro-orm/core'
import { type Actor, isStaff } from '../accounts/actor.ts'
import { User } from '../accounts/user.entity.ts'
import { newId } from '../ids.ts'
import { Order } from '../orders/order.entity.ts'
import { changeTable, commentTable } from './ticket-parts.ts'
import { ticketChecks, ticketIndexes } from './ticket.checks.ts'
import {
  type TicketCategory,
  type TicketField,
  type TicketPriority,
  type TicketStatus,
  nextTicketStatuses,
} from './ticket-words.ts'
import type { DueMoments } from './ticket-targets.ts'
import { alreadyRated, invalidTicketStatus, notAssignable, ticketClosed, ticketNotClosed } from './ticket.errors.ts'

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
    firstAnswerDueAt: p.datetime(),
    resolutionDueAt: p.datetime(),
    /** How satisfied the customer was in the end, from 1 to 5. */
    score: p.integer().strictNullable(),
    scoreComment: p.text().strictNullable(),
    ratedAt: p.datetime().strictNullable(),
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
    ...ticketIndexes,
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

  /** What is due next and when; null once it is resolved. */
  nextDue(): { what: 'first_answer' | 'resolution'; at: Date } | null {
    if (this.resolvedAt) return null
    if (!this.firstAnsweredAt) return { what: 'first_answer', at: this.firstAnswerDueAt }
    return { what: 'resolution', at: this.resolutionDueAt }
  }

  /**
   * Moves the ticket along. One that is taken up again is due by the priority it has now, as late as it is.
   * @throws DomainError TICKET_CLOSED; INVALID_STATUS_TRANSITION naming the states that would have worked
   */
  changeStatus(to: TicketStatus, { due, ...act }: TicketAct & { due: DueMoments }): TicketChange {
    this.requireOpen()
    if (!nextTicketStatuses(this.status).includes(to)) throw invalidTicketStatus(this, to)
    const change = this.note('status', [this.status, to], act)
    this.status = to
    this.updatedAt = act.now
    if (to === 'resolved') this.resolvedAt = act.now
    if (this.resolvedAt && to === 'in_progress')
      Object.assign(this, { resolvedAt: null, resolutionDueAt: due.resolutionDueAt })
    if (to === 'closed') this.closedAt = act.now
    return change
  }

  /**
   * What has been answered or resolved is no longer due, and keeps the moment it was measured by.
   * @returns null where the priority is that already
   * @throws DomainError TICKET_CLOSED
   */
  changePriority(to: TicketPriority, { due, ...act }: TicketAct & { due: DueMoments }): TicketChange | null {
    this.requireOpen()
    if (to === this.priority) return null
    const change = this.note('priority', [this.priority, to], act)
    this.priority = to
    this.updatedAt = act.now
    if (!this.firstAnsweredAt) this.firstAnswerDueAt = due.firstAnswerDueAt
    if (!this.resolvedAt) this.resolutionDueAt = due.resolutionDueAt
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

  /**
   * Notes how satisfied the customer was, once and for all.
   * @param score from 1 to 5
   * @throws DomainError TICKET_NOT_CLOSED, ALREADY_RATED
   */
  rate(score: number, { comment, now }: { comment: string | null; now: Date }): void {
    if (this.status !== 'closed') throw ticketNotClosed(this)
    if (this.ratedAt) throw alreadyRated(this.ticketNumber)
    Object.assign(this, { score, scoreComment: comment, ratedAt: now, updatedAt: now })
  }

  /** @throws DomainError TICKET_CLOSED */
  requireOpen(): void {
    if (this.status === 'closed') throw ticketClosed(this.ticketNumber)
  }

  note(field: TicketField, [oldValue, newValue]: (string | null)[], act: TicketAct): TicketChange {
    const values = { field, oldValue: oldValue ?? null, newValue: newValue ?? null }
    const details = { reason: act.reason, changedBy: act.by, createdAt: act.now }
    const change = Object.assign(new TicketChange(), { id: newId(), ...values, ...details })
    this.history.add(change)
    return change
  }
}
TicketSchema.setClass(Ticket)

const TicketCommentSchema = defineEntity({
  ...commentTable,
  name: 'TicketComment',
  properties: {
    ...commentTable.properties,
    ticket: () => p.manyToOne(Ticket).index('ticket_comments_ticket_id_index'),
  },
})

/** What someone wrote about a ticket. */
export class TicketComment extends TicketCommentSchema.class {}
TicketCommentSchema.setClass(TicketComment)

const TicketChangeSchema = defineEntity({
  ...changeTable,
  name: 'TicketChange',
  properties: {
    ...changeTable.properties,
    ticket: () => p.manyToOne(Ticket).index('ticket_changes_ticket_id_index'),
  },
})

/** One step in the life of a ticket: who, when, what, from, to, and why. */
export class TicketChange extends TicketChangeSchema.class {}
TicketChangeSchema.setClass(TicketChange)
