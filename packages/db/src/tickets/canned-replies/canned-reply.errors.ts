import { DomainError, InvalidInputError } from '../../errors.ts'

export const cannedReplyNotFound = (id: string): DomainError =>
  new DomainError(
    'not_found',
    'CANNED_REPLY_NOT_FOUND',
    `There is no canned reply ${id}: GET /canned-replies lists them.`,
  )

export const titleTaken = (): DomainError =>
  new DomainError('conflict', 'TITLE_TAKEN', 'There is a canned reply of that title already: choose another.')

export const unknownPlaceholders = (unknown: readonly string[], known: readonly string[]): InvalidInputError => {
  const message = `unknown placeholder ${unknown.join(', ')}; there are ${known.join(', ')}`
  return new InvalidInputError(`The input is not valid. body: ${message}`, [{ path: 'body', message }])
}

export const nothingToFillIn = (title: string, placeholder: string): DomainError =>
  new DomainError(
    'conflict',
    'NOTHING_TO_FILL_IN',
    `The reply "${title}" names ${placeholder}, which this ticket does not have: write without it.`,
  )
