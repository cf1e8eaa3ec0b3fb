import { emailAlreadyVerified, inTransaction, newId } from '@desideliver/db'
import { enqueue, mailAccountLink } from '@desideliver/jobs'
import { z } from 'zod'
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
    const { id: userId, email, emailVerifiedAt } = ctx.user
    if (emailVerifiedAt) throw emailAlreadyVerified()
    await ctx.limits.consume('addressLink', userId)
    const payload = { requestId: newId(), userId, purpose: 'verify-email' as const, email }
    await inTransaction(ctx.em, (em) => enqueue(ctx, em, { job: mailAccountLink, payload }))
    return accepted
  })
