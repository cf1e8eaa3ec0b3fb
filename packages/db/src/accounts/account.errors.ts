import { DomainError } from '../errors.ts'

/** One answer for forged, used, replaced and expired links: it tells nothing. */
export const linkInvalid = (): DomainError =>
  new DomainError('invalid', 'LINK_INVALID', 'This link is not valid or no longer so: ask for a new one.')

export const emailTaken = (): DomainError =>
  new DomainError('conflict', 'EMAIL_TAKEN', 'There is an account with this e-mail address: sign in instead.')

/** Where staff are made: who asks is not the owner, and cannot sign in instead. */
export const staffEmailTaken = (): DomainError =>
  new DomainError(
    'conflict',
    'EMAIL_TAKEN',
    'There is an account with this e-mail address. If its invitation is lost or too old, its owner asks for a new ' +
      'password with POST /auth/password-reset, and that opens it.',
  )

export const sameEmail = (): DomainError =>
  new DomainError('conflict', 'SAME_EMAIL', 'This is your e-mail address already.')

export const wrongCredentials = (): DomainError =>
  new DomainError('unauthenticated', 'WRONG_CREDENTIALS', 'E-mail address and password do not go together.')

export const userNotFound = (id: string): DomainError =>
  new DomainError('not_found', 'USER_NOT_FOUND', `There is no user ${id}.`)

export const sessionNotFound = (id: string): DomainError =>
  new DomainError('not_found', 'SESSION_NOT_FOUND', `You have no session ${id}.`)

/** Where staff reach for what only an admin may change. */
export const customersOnly = (): DomainError =>
  new DomainError('forbidden', 'FORBIDDEN', 'Staff may do this to customers only: ask an admin.')

export const rightsLost = (): DomainError =>
  new DomainError('forbidden', 'FORBIDDEN', 'Your own rights were changed meanwhile: sign in again.')

export const ownAccount = (): DomainError =>
  new DomainError('forbidden', 'OWN_ACCOUNT', 'Nobody may do this to the own account: ask another admin.')

export const lastAdmin = (): DomainError =>
  new DomainError('conflict', 'LAST_ADMIN', 'This is the last admin: make someone else an admin first.')

export const noBusiness = (): DomainError =>
  new DomainError('conflict', 'NOT_A_CUSTOMER', 'Only customers have a business to verify.')

export const wrongPassword = (): DomainError =>
  new DomainError('invalid', 'WRONG_PASSWORD', 'This is not your current password.')

export const emailAlreadyVerified = (): DomainError =>
  new DomainError('conflict', 'EMAIL_ALREADY_VERIFIED', 'Your e-mail address is confirmed already.')
