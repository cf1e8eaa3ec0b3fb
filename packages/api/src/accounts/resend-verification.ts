import { emailAlreadyVerified, inTransaction } from '@desideliver/db'
import { z } from 'zod'
import { requestLink } from '../request-link.ts'
import { signedInProcedure } from '../trpc.ts'
import { AcceptedDto, accepted } from './accepted.dto.ts'

export const resendVerification = signedInProcedure
  .meta({
    openapi: {
      method: 'POST',
      path: '/auth/verify-email/resend',
      tags: ['auth'],
      summary: 'Have the link that confirms your e-mail address mailed again',
      status: 202,
    },
  })
  .input(z.void())
  .output(AcceptedDto)
  .mutation(async ({ ctx }) => {
    const { user } = ctx
    if (user.emailVerifiedAt) throw emailAlreadyVerified()
    await ctx.limits.consume('addressLink', user.id)
    await inTransaction(ctx.em, (em) => requestLink(ctx, em, { user, purpose: 'verify-email' }))
    return accepted
  })
