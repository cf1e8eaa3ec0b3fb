import { DomainError } from '../errors.ts'

/** A key for a colleague would do under another's name what its maker has to answer for. */
export const keyForStaff = (): DomainError =>
  new DomainError(
    'forbidden',
    'KEY_FOR_STAFF',
    'A key acts for a customer or for yourself, not for staff or another admin.',
  )

export const apiKeyNotFound = (id: string): DomainError =>
  new DomainError('not_found', 'API_KEY_NOT_FOUND', `There is no API key ${id}.`)
