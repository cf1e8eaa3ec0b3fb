import { InvalidInputError } from '@desideliver/db'

/** Whose password it is to be. */
interface Owner {
  email: string
  businessName: string
}

/**
 * Refuses a new password that anyone who knows the account could guess from its address or business.
 * @param field the input's name for it
 * @throws InvalidInputError naming that field
 */
export function refuseOwnWords(typed: string, { email, businessName }: Owner, field: string): void {
  const secret = squeeze(typed)
  const [localPart = ''] = email.split('@')
  const isOwn = [email, businessName].map(squeeze).some((word) => word.length > 3 && secret.includes(word))
  if (!isOwn && secret !== squeeze(localPart)) return
  const message = 'Choose a password without your e-mail address or business name in it'
  throw new InvalidInputError(`The input is not valid. ${field}: ${message}`, [{ path: field, message }])
}

/** Letters and digits alone: `Meera Foods` stands in `meera-foods-1`. */
const squeeze = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
