import { type User, businessTypes, roles } from '@desideliver/db'
import { z } from 'zod'
import { moment } from './fields.ts'

export const UserDto = z
  .strictObject({
    id: z.uuid(),
    email: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    businessName: z.string(),
    businessType: z.enum(businessTypes),
    phoneNumber: z.string().meta({ description: 'E.164', example: '+12145550142' }),
    addressLine1: z.string(),
    addressLine2: z.string().nullable(),
    city: z.string(),
    state: z.string(),
    zipCode: z.string(),
    taxId: z.string().nullable(),
    businessLicense: z.string().nullable(),
    role: z.enum(roles),
    verifiedBusinessAt: moment.nullable(),
    emailVerifiedAt: moment.nullable(),
    disabledAt: moment.nullable(),
    totpEnabledAt: moment.nullable().meta({ description: 'Since when signing in takes a second factor' }),
    createdAt: moment,
  })
  .meta({ id: 'User' })

export const SignInDto = z
  .strictObject({
    token: z.string().nullable().meta({ description: 'Null where the session went into the cookie' }),
    expiresAt: moment,
    user: UserDto,
  })
  .meta({ id: 'SignIn' })

export function toUserDto(user: User): z.infer<typeof UserDto> {
  const { id, email, firstName, lastName, businessName, businessType, phoneNumber, role, createdAt } = user
  const { addressLine1, addressLine2, city, state, zipCode, taxId, businessLicense } = user
  const { verifiedBusinessAt, emailVerifiedAt, disabledAt, totpEnabledAt } = user
  return {
    id,
    email,
    firstName,
    lastName,
    businessName,
    businessType,
    phoneNumber,
    role,
    createdAt,
    addressLine1,
    addressLine2,
    city,
    state,
    zipCode,
    taxId,
    businessLicense,
    verifiedBusinessAt,
    emailVerifiedAt,
    disabledAt,
    totpEnabledAt,
  }
}
