import { type Profile, User, inTransaction } from '@desideliver/db'
import { LockMode } from '@mikro-orm/core'
import { z } from 'zod'
import { signedInProcedure } from '../trpc.ts'
import { UserDto, toUserDto } from '../user.dto.ts'
import { businessFields } from './account.fields.ts'
import { auditOwnChange } from './audit-own-change.ts'

const { addressLine2, taxId, businessLicense } = businessFields

const Input = z
  .strictObject({
    ...businessFields,
    addressLine2: addressLine2.nullable(),
    taxId: taxId.nullable(),
    businessLicense: businessLicense.nullable(),
  })
  .partial()
  .refine((input) => Object.values(input).some((value) => value !== undefined), {
    error: 'Name at least one field to change',
    // Whoever named one that does not exist is told that.
    when: ({ issues }) => issues.length === 0,
  })

export const updateProfile = signedInProcedure
  .meta({
    openapi: {
      method: 'PATCH',
      path: '/auth/profile',
      tags: ['auth'],
      summary: 'Change your own account',
      description:
        'Fields that are left out stay; null clears an optional one. A verified business that changes its name, tax id ' +
        'or licence has to be verified again: `verifiedBusinessAt` is then null in the answer. The e-mail address is ' +
        'changed with `POST /auth/change-email`.',
    },
  })
  .input(Input)
  .output(UserDto)
  .mutation(({ ctx, input }) =>
    inTransaction(ctx.em, async (em) => {
      const user = await em.findOneOrFail(User, ctx.user.id, { lockMode: LockMode.PESSIMISTIC_WRITE })
      const changes = toChanges(input)
      const before = pick(user, changes)
      user.changeProfile(changes)
      auditOwnChange(em, ctx, { action: 'auth.update-profile', before, after: changes })
      await em.flush()
      return toUserDto(user)
    }),
  )

/** What was sent; a field that is there without a value was left out. */
const toChanges = (input: z.infer<typeof Input>): Partial<Profile> =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))

const pick = (user: User, changes: Partial<Profile>): Partial<Profile> =>
  Object.fromEntries(Object.entries(user).filter(([field]) => field in changes))
