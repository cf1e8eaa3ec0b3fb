import { DomainError } from '../../errors.ts'
import { MAX_ATTACHMENTS, MAX_ATTACHMENT_BYTES } from './attachment-types.ts'

export const attachmentNotFound = (id: string): DomainError =>
  new DomainError('not_found', 'ATTACHMENT_NOT_FOUND', `This ticket has no file ${id}.`)

export const fileEmpty = (): DomainError => new DomainError('invalid', 'FILE_EMPTY', 'The file is empty.')

export const fileTooLarge = (): DomainError =>
  new DomainError(
    'too_large',
    'BODY_TOO_LARGE',
    `The file is too large: send at most ${MAX_ATTACHMENT_BYTES / 1024 / 1024} MB.`,
  )

/** @param said what its sender says it is */
export const fileTypeMismatch = (said: string): DomainError =>
  new DomainError(
    'unsupported',
    'FILE_TYPE_MISMATCH',
    `The content of the file is not ${said}: send PNG, JPEG, GIF, WebP, HEIC or PDF as what it is.`,
  )

export const tooManyAttachments = (ticketNumber: string): DomainError =>
  new DomainError(
    'conflict',
    'TOO_MANY_ATTACHMENTS',
    `Ticket ${ticketNumber} has ${MAX_ATTACHMENTS} files already: remove one first.`,
  )

export const notYourAttachment = (): DomainError =>
  new DomainError('forbidden', 'FORBIDDEN', 'You may remove only files that you attached yourself.')
