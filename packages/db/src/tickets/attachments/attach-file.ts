import { createHash } from 'node:crypto'
import type { EntityManager } from '@mikro-orm/postgresql'
import { isStaff } from '../../accounts/actor.ts'
import type { User } from '../../accounts/user.entity.ts'
import { newId } from '../../ids.ts'
import type { Ticket } from '../ticket.entity.ts'
import { fileEmpty, fileTooLarge, fileTypeMismatch, tooManyAttachments } from './attachment.errors.ts'
import { type AttachmentType, MAX_ATTACHMENTS, MAX_ATTACHMENT_BYTES, recogniseType } from './attachment-types.ts'
import { cleanFileName } from './clean-file-name.ts'
import { TicketAttachment } from './ticket-attachment.entity.ts'

interface NewFile {
  fileName: string
  /** What its sender says it is. */
  contentType: AttachmentType
  content: Buffer
  /** Whether only staff may ever know of it. */
  internal: boolean
}

/** A file that may be attached. */
interface CheckedFile extends NewFile {
  /** Of the content, in hexadecimal. */
  sha256: string
}

/**
 * Refuses what is no file that may be attached, by its content.
 * @throws DomainError FILE_EMPTY, BODY_TOO_LARGE, FILE_TYPE_MISMATCH
 */
export function checkFile(file: NewFile): CheckedFile {
  const { content, contentType } = file
  if (content.length === 0) throw fileEmpty()
  if (content.length > MAX_ATTACHMENT_BYTES) throw fileTooLarge()
  if (recogniseType(content) !== contentType) throw fileTypeMismatch(contentType)
  return { ...file, sha256: createHash('sha256').update(content).digest('hex') }
}

/**
 * Attaches a file.
 * @param ticket locked, so that files that come at once are counted one after the other
 * @throws DomainError TICKET_CLOSED, TOO_MANY_ATTACHMENTS
 */
export async function attachFile(
  em: EntityManager,
  { fileName, contentType, content, sha256, internal }: CheckedFile,
  { ticket, by, now }: { ticket: Ticket; by: User; now: Date },
): Promise<TicketAttachment> {
  ticket.requireOpen()
  // Counted apart, or customers could find out that there are files they do not see.
  if ((await em.count(TicketAttachment, { ticket, internal })) >= MAX_ATTACHMENTS)
    throw tooManyAttachments(ticket.ticketNumber)
  if (!internal) ticket.updatedAt = now
  return em.create(TicketAttachment, {
    id: newId(),
    ticket,
    uploadedBy: by,
    staff: isStaff(by),
    internal,
    fileName: cleanFileName(fileName, contentType),
    contentType,
    size: content.length,
    sha256,
    content,
    createdAt: now,
  })
}
