import { getAccountToken, inTransaction, linkInvalid, takeAccountToken } from '@desideliver/db'
import { z } from 'zod'
import { publicProcedure } from '../trpc.ts'
import { SignInDto, toUserDto } from '../user.dto.ts'
import { linkToken, password } from './account.fields.ts'
import { auditOwnChange } from './audit-own-change.ts'
import { refuseOwnWords } from './password-rules.ts'
import { hashPassword } from './passwords.ts'
import { openSession } from './sessions.ts'

export const acceptInvitation = publicProcedure
  .meta({
    openapi: {
      method: 'POST',
      path: '/auth/accept-invitation',
      tags: ['auth'],
      summary: 'Choose the password of an account you were invited to, and sign in',
    },
  })
  .input(z.strictObject({ token: linkToken, password }))
  .output(SignInDto)
  .mutation(async ({ ctx, input }) => {
    const link = { token: input.token, purpose: 'accept-invitation', now: ctx.now() } as const
    // A made-up token costs no hash, and no connection waits while a hash has to.
    const { user: invited } = await getAccountToken(ctx.em, link)
    refuseOwnWords(input.password, invited, 'password')
    const passwordHash = await hashPassword(input.password)
    return inTransaction(ctx.em, async (em) => {
      const { user, email } = await takeAccountToken(em, link)
      // Opened already by another way, such as a new password: this link must not lead around its second factor.
      if (user.emailVerifiedAt || email !== user.email) throw linkInvalid()
      user.changePassword(passwordHash, link.now)
      user.emailVerifiedAt = link.now
      const change = { before: { emailVerifiedAt: null }, after: { emailVerifiedAt: link.now } }
      auditOwnChange(em, { ...ctx, user }, { action: 'auth.accept-invitation', ...change })
      await em.flush()
      return { ...(await openSession(em, user, ctx)), user: toUserDto(user) }
    })
  })
