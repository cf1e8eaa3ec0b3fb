import { businessTypes } from '@desideliver/db'
import { z } from 'zod'
import { line, phoneNumber } from '../fields.ts'

/** An address people type by hand: trimmed and in lower case, since it is one account however it is typed. */
export const email = z.string().trim().toLowerCase().max(254).pipe(z.email())

export const password = z.string().min(10).max(128)

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
