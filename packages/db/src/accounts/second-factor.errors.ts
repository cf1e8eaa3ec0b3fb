import { DomainError } from '../errors.ts'

export const totpRequired = (): DomainError =>
  new DomainError(
    'unauthenticated',
    'TOTP_REQUIRED',
    'This account has a second factor: send the code of your authenticator app, or a recovery code, too.',
  )

/**
 * One answer for wrong, used and outdated codes: it tells nothing.
 * @param kind `invalid` where someone is signed in, who stays so
 */
export const wrongCode = (kind: 'unauthenticated' | 'invalid'): DomainError =>
  new DomainError(kind, 'WRONG_CODE', 'This code is wrong or was used before: wait for the next one.')

export const totpAlreadyEnabled = (): DomainError =>
  new DomainError('conflict', 'TOTP_ALREADY_ENABLED', 'This account has a second factor: disable it first.')

export const totpNotEnabled = (): DomainError =>
  new DomainError('conflict', 'TOTP_NOT_ENABLED', 'This account has no second factor.')

export const totpNotEnrolled = (): DomainError =>
  new DomainError('conflict', 'TOTP_NOT_ENROLLED', 'There is nothing to confirm: enrol a second factor first.')
