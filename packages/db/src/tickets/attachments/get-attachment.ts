import type { EntityManager } from '@mikro-orm/postgresql'
import { type Actor, isStaff } from '../../accounts/actor.ts'
import { attachmentNotFound, notYourAttachment } from './attachment.errors.ts'
import { TicketAttachment } from './ticket-attachment.entity.ts'

/** Which files someone may know of: of internal ones only staff. */
const within = (actor: Actor) => (isStaff(actor) ? {} : { internal: false, ticket: { customer: actor.id } })

/** The files of a ticket that `actor` may know of, oldest first, without their content. */
export const findAttachments = (em: EntityManager, ticketId: string, actor: Actor): Promise<TicketAttachment[]> =>
  em.find(
    TicketAttachment,
    { $and: [{ ticket: ticketId }, within(actor)] },
    { populate: ['uploadedBy'], orderBy: { createdAt: 'asc', id: 'asc' }, strategy: 'select-in' },
  )

export interface AttachmentRef {
  ticketId: string
  attachmentId: string
}

/**
 * A file with its content.
 * @throws DomainError ATTACHMENT_NOT_FOUND also where it is of another's ticket
 */
export async function getAttachment(em: EntityManager, ref: AttachmentRef, actor: Actor): Promise<TicketAttachment> {
  const where = { $and: [{ id: ref.attachmentId, ticket: ref.ticketId }, within(actor)] }
  const attachment = await em.findOne(TicketAttachment, where, { populate: ['content'] })
  if (!attachment) throw attachmentNotFound(ref.attachmentId)
  return attachment
}

/**
 * A file, without its content, that `actor` may take away: customers their own uploads, staff any.
 * @throws DomainError ATTACHMENT_NOT_FOUND, FORBIDDEN
 */
export async function getRemovableAttachment(
  em: EntityManager,
  ref: AttachmentRef,
  actor: Actor,
): Promise<TicketAttachment> {
  const where = { $and: [{ id: ref.attachmentId, ticket: ref.ticketId }, within(actor)] }
  const attachment = await em.findOne(TicketAttachment, where, { populate: ['uploadedBy'] })
  if (!attachment) throw attachmentNotFound(ref.attachmentId)
  if (!isStaff(actor) && attachment.uploadedBy.id !== actor.id) throw notYourAttachment()
  return attachment
}
