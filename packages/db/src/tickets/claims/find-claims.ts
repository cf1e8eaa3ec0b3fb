import type { EntityManager } from '@mikro-orm/postgresql'
import type { Ticket } from '../ticket.entity.ts'
import { claimNotFound, claimsUndecided } from './claim.errors.ts'
import { TicketClaim } from './ticket-claim.entity.ts'

/** The claims of a ticket, oldest first and in the order of the lines, with these and who decided them. */
export const findClaims = (em: EntityManager, ticketId: string): Promise<TicketClaim[]> =>
  em.find(
    TicketClaim,
    { ticket: ticketId },
    {
      populate: ['orderLine', 'decidedBy'],
      orderBy: { createdAt: 'asc', orderLine: { position: 'asc' }, id: 'asc' },
      strategy: 'select-in',
    },
  )

/** @throws DomainError CLAIM_NOT_FOUND */
export async function getClaim(
  em: EntityManager,
  { ticketId, claimId }: { ticketId: string; claimId: string },
): Promise<TicketClaim> {
  const claim = await em.findOne(TicketClaim, { id: claimId, ticket: ticketId }, { populate: ['orderLine'] })
  if (!claim) throw claimNotFound(claimId)
  return claim
}

/**
 * A closed ticket takes no decisions: what is still open would stay so for ever.
 * @throws DomainError CLAIMS_UNDECIDED
 */
export async function requireClaimsDecided(em: EntityManager, { id, ticketNumber }: Ticket): Promise<void> {
  const open = await em.count(TicketClaim, { ticket: id, status: 'open' })
  if (open > 0) throw claimsUndecided(ticketNumber, open)
}

/** A claim as people read it in a history or a mail. */
export const tellClaim = ({
  quantity,
  orderLine,
  reason,
  remedy,
}: Pick<TicketClaim, 'quantity' | 'orderLine' | 'reason' | 'remedy'>): string =>
  `${quantity} × ${orderLine.name} (${orderLine.itemCode}): ${reason.replaceAll('_', ' ')}, ${remedy}`
