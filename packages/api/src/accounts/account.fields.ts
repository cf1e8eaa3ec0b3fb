import { businessTypes } from '@desideliver/db'
import { parsePhoneNumberFromString } from 'libphonenumber-js'
import { z } from 'zod'
import { line } from '../fields.ts'

/** An address people type by hand: trimmed and in lower case, since it is one account however it is typed. */
export const email = z.string().trim().toLowerCase().max(254).pipe(z.email())

export const password = z.string().min(10).max(128)

/** A US number however it is written, or an international one with its `+`; stored as E.164. */
export const phoneNumber = z
  .string()
  .max(40)
  .transform((typed, context) => {
    const parsed = parsePhoneNumberFromString(typed, 'US')
    if (parsed?.isValid()) return parsed.number as string
    context.addIssue({ code: 'custom', message: 'This is no phone number; write it like +1 214 555 0142' })
    return z.NEVER
  })

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
