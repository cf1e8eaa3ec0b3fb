import { type Actor, ticketCategories, ticketPriorities } from '@desideliver/db'
import { z } from 'zod'
import { line, paragraph } from '../fields.ts'
import { claims } from './claims/claim.dto.ts'

/** Why something of a ticket changes. */
export const reason = line(500).optional()

/** Whose tickets. */
export const assignee = z
  .union([z.enum(['me', 'none']), z.uuid()])
  .optional()
  .meta({ description: 'For staff: `me`, `none` or the id of one of the staff' })

/** @returns null for nobody */
export const toAssigneeId = (asked: z.infer<typeof assignee>, actor: Actor): string | null | undefined =>
  asked === 'none' ? null : asked === 'me' ? actor.id : asked

/** What makes a ticket. */
export const newTicket = {
  subject: line(200, 5),
  description: paragraph(2_000, 20),
  category: z.enum(ticketCategories),
  priority: z.enum(ticketPriorities).default('medium'),
  justification: paragraph(1_000).optional().meta({ description: 'Customers say why the priority is high or urgent' }),
  orderId: z.uuid().optional().meta({ description: "The customer's own" }),
  claims: claims.default([]).meta({ description: 'What is to be put right of the order' }),
  customerId: z.uuid().optional().meta({ description: 'Staff name the customer for whom they open it' }),
}
