import { businessTypes } from '@desideliver/db'
import { z } from 'zod'
import { line, phoneNumber } from '../fields.ts'
import { isCommonPassword } from './common-passwords.ts'

export { email } from '../fields.ts'

/** A new password. Its length is judged first, so that nothing long reaches what costs more. */
export const password = z
  .string()
  .min(10, { abort: true })
  .max(128, { abort: true })
  .refine((typed) => !isCommonPassword(typed), 'This password is too common: others would guess it')

/** A password someone already has. */
export const currentPassword = z.string().min(1).max(128)

/** A code of an authenticator app, however people space it, or a recovery code. */
export const secondFactorCode = z
  .string()
  .min(1)
  .max(60)
  .overwrite((typed) => typed.replace(/[\s-]/g, ''))

/** The token of a mailed link: 32 bytes in base64url. */
export const linkToken = z.string().regex(/^[\w-]{43}$/, 'This is no token of a link: copy all of it')

/** The business behind an account. */
export const businessFields = {
  firstName: line(100),
  lastName: line(100),
  businessName: line(200),
  businessType: z.enum(businessTypes),
  phoneNumber,
  addressLine1: line(200),
  addressLine2: line(200).optional(),
  city: line(100),
  state: line(50),
  zipCode: z
    .string()
    .trim()
    .regex(/^\d{5}(-\d{4})?$/, 'A US zip code has 5 digits, or 5 and 4'),
  taxId: line(50).optional(),
  businessLicense: line(100).optional(),
}
