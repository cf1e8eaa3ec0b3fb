import { User, emailTaken, inTransaction } from '@desideliver/db'
import { UniqueConstraintViolationException } from '@mikro-orm/core'
import { z } from 'zod'
import { networkOf } from '../network.ts'
import { requestLink } from '../request-link.ts'
import { publicProcedure } from '../trpc.ts'
import { businessFields, email, password } from './account.fields.ts'
import { refuseOwnWords } from './password-rules.ts'
import { hashPassword } from './passwords.ts'
import { openSession } from './sessions.ts'
import { SignInDto, toUserDto } from '../user.dto.ts'

const Input = z.strictObject({ email, password, ...businessFields })
type Fields = Omit<z.infer<typeof Input>, 'password'>

export const register = publicProcedure
  .meta({
    openapi: {
      method: 'POST',
      path: '/auth/register',
      tags: ['auth'],
      summary: 'Open a customer account and sign in',
      status: 201,
    },
  })
  .input(Input)
  .output(SignInDto)
  .mutation(async ({ ctx, input: { password: plain, ...fields } }) => {
    await ctx.limits.consume('registration', networkOf(ctx.ipAddress))
    refuseOwnWords(plain, fields, 'password')
    const passwordHash = await hashPassword(plain)
    const create = inTransaction(ctx.em, async (em) => {
      const user = em.create(User, { ...unverified, ...toColumns(fields), passwordHash })
      await em.flush()
      await requestLink(ctx, em, { user, purpose: 'verify-email' })
      return { ...(await openSession(em, user, ctx)), user: toUserDto(user) }
    })
    return create.catch((error: unknown) => {
      throw error instanceof UniqueConstraintViolationException ? emailTaken() : error
    })
  })

const withoutTotp = { totpSecret: null, totpEnabledAt: null, totpLastStep: null }
const unverified = { verifiedBusinessAt: null, emailVerifiedAt: null, disabledAt: null, ...withoutTotp }

const toColumns = ({ addressLine2, taxId, businessLicense, ...rest }: Fields) => ({
  ...rest,
  addressLine2: addressLine2 ?? null,
  taxId: taxId ?? null,
  businessLicense: businessLicense ?? null,
})
