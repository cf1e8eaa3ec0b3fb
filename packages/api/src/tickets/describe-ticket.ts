import { type Actor, type Ticket, findAttachments, findClaims } from '@desideliver/db'
import type { EntityManager } from '@mikro-orm/postgresql'
import type { z } from 'zod'
import { toTicketClaimDto } from './claims/claim.dto.ts'
import { toTicketAttachmentDto } from './ticket-attachment.dto.ts'
import { type TicketDto, toTicketDto } from './ticket.dto.ts'

/** A ticket with all that belongs to it, as `actor` may see it. */
export async function describeTicket(
  em: EntityManager,
  ticket: Ticket,
  actor: Actor,
): Promise<z.infer<typeof TicketDto>> {
  const claims = await findClaims(em, ticket.id)
  const attachments = await findAttachments(em, ticket.id, actor)
  return {
    ...toTicketDto(ticket, actor),
    claims: claims.map((claim) => toTicketClaimDto(claim, actor)),
    attachments: attachments.map((attachment) => toTicketAttachmentDto(attachment, actor)),
  }
}
