import { type Actor, type TicketClaim, claimReasons, claimRemedies, claimStatuses } from '@desideliver/db'
import { z } from 'zod'
import { line, moment, quantity } from '../../fields.ts'
import { nameFor } from '../../name-for.ts'

/** What customers claim; at most fifty lines at once. */
export const claims = z
  .array(
    z.strictObject({
      itemCode: line(100).meta({ description: 'Of a line of the order' }),
      quantity: quantity.meta({
        description: 'Whole cases; of no line more than is delivered, in all tickets together',
      }),
      reason: z.enum(claimReasons),
      remedy: z.enum(claimRemedies).meta({ description: 'What the customer wishes for' }),
    }),
  )
  .max(50)

export const TicketClaimDto = z
  .strictObject({
    id: z.uuid(),
    itemCode: z.string(),
    name: z.string(),
    quantity: z.int(),
    reason: z.enum(claimReasons),
    remedy: z.enum(claimRemedies),
    status: z.enum(claimStatuses),
    note: z.string().nullable().meta({ description: 'What staff say to their decision' }),
    decidedBy: z.string().nullable().meta({ description: 'Name of the person; for customers DesiDeliver' }),
    decidedAt: moment.nullable(),
    createdAt: moment,
  })
  .meta({ id: 'TicketClaim' })

/** @param claim with its line and who decided it */
export function toTicketClaimDto(claim: TicketClaim, actor: Actor): z.infer<typeof TicketClaimDto> {
  const { id, orderLine, status, note, decidedBy, decidedAt, createdAt, ...claimed } = claim
  return {
    id,
    itemCode: orderLine.itemCode,
    name: orderLine.name,
    quantity: claimed.quantity,
    reason: claimed.reason,
    remedy: claimed.remedy,
    status,
    note,
    decidedBy: decidedBy ? nameFor(actor, decidedBy) : null,
    decidedAt,
    createdAt,
  }
}
