import { defineEntity, p } from '@mikro-orm/core'
import { User } from '../../accounts/user.entity.ts'
import { newId } from '../../ids.ts'
import { OrderLine } from '../../orders/order.entity.ts'
import { Ticket } from '../ticket.entity.ts'
import type { ClaimDecision, ClaimReason, ClaimRemedy, ClaimStatus } from './claim-words.ts'
import { claimDecided } from './claim.errors.ts'

const TicketClaimSchema = defineEntity({
  name: 'TicketClaim',
  tableName: 'ticket_claims',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    ticket: () => p.manyToOne(Ticket).index('ticket_claims_ticket_id_index'),
    /** Of the ticket's order. */
    orderLine: () => p.manyToOne(OrderLine).index('ticket_claims_order_line_id_index'),
    /** Whole cases. */
    quantity: p.integer(),
    reason: p.text().$type<ClaimReason>(),
    remedy: p.text().$type<ClaimRemedy>(),
    status: p.text().$type<ClaimStatus>().default('open'),
    /** What staff say to their decision. */
    note: p.text().strictNullable(),
    decidedBy: () => p.manyToOne(User).nullable().deleteRule('no action'),
    decidedAt: p.datetime().strictNullable(),
    createdAt: p.datetime(),
  },
  checks: [
    { name: 'ticket_claims_quantity_check', expression: 'quantity > 0' },
    {
      name: 'ticket_claims_reason_check',
      expression: `reason in ('damaged', 'missing', 'wrong_item', 'expired', 'quality', 'other')`,
    },
    { name: 'ticket_claims_remedy_check', expression: `remedy in ('refund', 'replacement', 'credit')` },
    { name: 'ticket_claims_status_check', expression: `status in ('open', 'accepted', 'rejected')` },
    {
      name: 'ticket_claims_decided_check',
      expression: `(status = 'open') = (decided_at is null) and (decided_at is null) = (decided_by_id is null)`,
    },
  ],
})

/** What a customer wants put right of one line of an order. */
export class TicketClaim extends TicketClaimSchema.class {
  /**
   * Accepts or rejects it, once and for all.
   * @throws DomainError CLAIM_DECIDED
   */
  decide(decision: ClaimDecision, { by, note, now }: { by: User; note: string | null; now: Date }): void {
    if (this.status !== 'open') throw claimDecided(this.status)
    this.status = decision
    this.note = note
    this.decidedBy = by
    this.decidedAt = now
  }
}
TicketClaimSchema.setClass(TicketClaim)
