import { InvalidInputError } from '@desideliver/db'

/** Whose password it is to be. */
interface Owner {
  email: string
  businessName: string
}

/** A shorter name stands in many words that have nothing to do with it. */
const TELLING_LENGTH = 6

/**
 * Refuses a new password that anyone who knows the account could guess from its address or business.
 * @param field the input's name for it
 * @throws InvalidInputError naming that field
 */
export function refuseOwnWords(typed: string, { email, businessName }: Owner, field: string): void {
  const secret = squeeze(typed)
  const [localPart = ''] = email.split('@')
  const business = squeeze(businessName)
  const contained = [squeeze(email), ...(business.length < TELLING_LENGTH ? [] : [business])]
  if (![squeeze(localPart), business].includes(secret) && !contained.some((word) => secret.includes(word))) return
  const message = 'Choose a password without your e-mail address or business name in it'
  throw new InvalidInputError(`The input is not valid. ${field}: ${message}`, [{ path: field, message }])
}

/** Letters and digits alone: `Meera Foods` stands in `meera-foods-1`. */
const squeeze = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
