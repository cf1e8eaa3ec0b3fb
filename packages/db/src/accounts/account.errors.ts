import { DomainError } from '../errors.ts'

/** One answer for forged, used, replaced and expired links: it tells nothing. */
export const linkInvalid = (): DomainError =>
  new DomainError('invalid', 'LINK_INVALID', 'This link is not valid or no longer so: ask for a new one.')

export const emailTaken = (): DomainError =>
  new DomainError('conflict', 'EMAIL_TAKEN', 'There is an account with this e-mail address: sign in instead.')

export const wrongCredentials = (): DomainError =>
  new DomainError('unauthenticated', 'WRONG_CREDENTIALS', 'E-mail address and password do not go together.')

export const userNotFound = (id: string): DomainError =>
  new DomainError('not_found', 'USER_NOT_FOUND', `There is no user ${id}.`)
