import { inTransaction, newId } from '@desideliver/db'
import { enqueue, mailAccountLink, mailAccountNotice } from '@desideliver/jobs'
import { z } from 'zod'
import { signedInProcedure } from '../trpc.ts'
import { AcceptedDto, accepted } from './accepted.dto.ts'
import { currentPassword, email } from './account.fields.ts'
import { auditOwnChange } from './audit-own-change.ts'
import { requirePassword } from './prove-password.ts'

export const changeEmail = signedInProcedure
  .meta({
    openapi: {
      method: 'POST',
      path: '/auth/change-email',
      tags: ['auth'],
      summary: 'Ask for another e-mail address',
      description:
        'The new address gets a link for `POST /auth/verify-email`, the old one a notice; until the link is used the ' +
        'old address stays. The answer is the same for an address that has an account: no mail goes there then.',
      status: 202,
    },
  })
  .input(z.strictObject({ newEmail: email, currentPassword }))
  .output(AcceptedDto)
  .mutation(async ({ ctx, input }) => {
    await requirePassword(ctx, input.currentPassword)
    const { id: userId, email: oldEmail } = ctx.user
    await ctx.limits.consume('addressLink', userId)
    await inTransaction(ctx.em, async (em) => {
      const link = { requestId: newId(), userId, purpose: 'change-email' as const, email: input.newEmail }
      await enqueue(ctx, em, { job: mailAccountLink, payload: link })
      const notice = { requestId: newId(), userId, notice: 'email-changing' as const, email: oldEmail }
      await enqueue(ctx, em, { job: mailAccountNotice, payload: notice })
      auditOwnChange(em, ctx, { action: 'auth.change-email', after: { asked: input.newEmail } })
    })
    return accepted
  })
