import {
  type Actor,
  type Ticket,
  type TicketComment,
  isStaff,
  orderStatuses,
  ticketCategories,
  ticketFields,
  ticketPriorities,
  ticketStatuses,
} from '@desideliver/db'
import { z } from 'zod'
import { moment } from '../fields.ts'
import { TicketClaimDto } from './claims/claim.dto.ts'
import { nameFor } from '../name-for.ts'
import { TicketAttachmentDto } from './ticket-attachment.dto.ts'

export const TicketCommentDto = z
  .strictObject({
    id: z.uuid(),
    author: z.string().meta({ description: 'Name of the person; for customers, staff are DesiDeliver' }),
    comment: z.string(),
    isStaff: z.boolean(),
    internal: z.boolean().meta({ description: 'A note among staff; customers get none of them' }),
    createdAt: moment,
  })
  .meta({ id: 'TicketComment' })

const TicketChangeDto = z
  .strictObject({
    field: z.enum(ticketFields),
    oldValue: z.string().nullable(),
    newValue: z.string().nullable().meta({ description: 'Of an assignee the name; null for nobody' }),
    reason: z.string().nullable(),
    changedBy: z.string().meta({ description: 'Name of the person; for customers, staff are DesiDeliver' }),
    createdAt: moment,
  })
  .meta({ id: 'TicketChange' })

const head = {
  id: z.uuid(),
  ticketNumber: z.string().meta({ example: 'TKT20260309007' }),
  status: z.enum(ticketStatuses),
  priority: z.enum(ticketPriorities),
  category: z.enum(ticketCategories),
  subject: z.string(),
  order: z.strictObject({ id: z.uuid(), orderNumber: z.string(), status: z.enum(orderStatuses) }).nullable(),
  customer: z.strictObject({ id: z.uuid(), name: z.string(), businessName: z.string(), email: z.string() }),
  assignee: z
    .strictObject({ id: z.uuid(), name: z.string() })
    .nullable()
    .meta({ description: 'Who of the staff sees to it; always null for customers' }),
  nextStatuses: z.array(z.enum(ticketStatuses)).meta({ description: 'What you may make of it now' }),
  due: z
    .strictObject({ what: z.enum(['first_answer', 'resolution']), at: moment })
    .nullable()
    .default(null)
    .meta({ description: 'What staff have to do next and until when; always null for customers' }),
  firstAnsweredAt: moment.nullable().meta({ description: 'When staff first wrote to the customer' }),
  resolvedAt: moment.nullable(),
  closedAt: moment.nullable(),
  createdAt: moment,
  updatedAt: moment,
}

/** A ticket in a list: everything but its text, conversation and history. */
export const TicketHeadDto = z.strictObject(head).meta({ id: 'TicketHead' })

export const TicketDto = z
  .strictObject({
    ...head,
    description: z.string(),
    justification: z.string().nullable().meta({ description: 'Why the priority was to be high or urgent' }),
    openedBy: z.string(),
    satisfaction: z
      .strictObject({ score: z.int(), comment: z.string().nullable(), ratedAt: moment })
      .nullable()
      .default(null)
      .meta({ description: 'What the customer thought of it in the end, from 1 to 5' }),
    comments: z.array(TicketCommentDto),
    // Answers that were stored before tickets had these are still repeated.
    claims: z.array(TicketClaimDto).default([]).meta({ description: 'What is to be put right of the order' }),
    attachments: z.array(TicketAttachmentDto).default([]),
    history: z.array(TicketChangeDto).meta({ description: 'Customers see all but changes of the assignee' }),
  })
  .meta({ id: 'Ticket' })

/** @param ticket with its customer, order and assignee loaded */
export function toTicketHeadDto(ticket: Ticket, actor: Actor): z.infer<typeof TicketHeadDto> {
  const { id, ticketNumber, status, priority, category, subject, order, customer, assignee } = ticket
  const { firstAnsweredAt, resolvedAt, closedAt, createdAt, updatedAt } = ticket
  return {
    id,
    ticketNumber,
    status,
    priority,
    category,
    subject,
    order: order ? { id: order.id, orderNumber: order.orderNumber, status: order.status } : null,
    customer: {
      id: customer.id,
      name: customer.contactPerson(),
      businessName: customer.businessName,
      email: customer.email,
    },
    assignee: assignee && isStaff(actor) ? { id: assignee.id, name: assignee.contactPerson() } : null,
    nextStatuses: [...ticket.nextStatusesFor(actor)],
    due: isStaff(actor) ? ticket.nextDue() : null,
    firstAnsweredAt,
    resolvedAt,
    closedAt,
    createdAt,
    updatedAt,
  }
}

/**
 * A ticket but for what `describeTicket` adds.
 * @param ticket as `getTicket` reads it for this actor
 */
export function toTicketDto(ticket: Ticket, actor: Actor): Omit<z.infer<typeof TicketDto>, 'claims' | 'attachments'> {
  return {
    ...toTicketHeadDto(ticket, actor),
    description: ticket.description,
    justification: ticket.justification,
    openedBy: nameFor(actor, ticket.openedBy),
    satisfaction: toSatisfaction(ticket),
    comments: ticket.comments.getItems().map((comment) => toTicketCommentDto(comment, actor)),
    history: ticket.history.getItems().map(({ field, oldValue, newValue, reason, changedBy, createdAt }) => ({
      field,
      oldValue,
      newValue,
      reason,
      changedBy: nameFor(actor, changedBy),
      createdAt,
    })),
  }
}

function toSatisfaction({ score, scoreComment, ratedAt }: Ticket) {
  return score === null || ratedAt === null ? null : { score, comment: scoreComment, ratedAt }
}

export function toTicketCommentDto(written: TicketComment, actor: Actor): z.infer<typeof TicketCommentDto> {
  const { id, author, comment, staff, internal, createdAt } = written
  return { id, author: nameFor(actor, author), comment, isStaff: staff, internal, createdAt }
}
