import { User, inTransaction, newId, sameEmail, wrongPassword } from '@desideliver/db'
import { enqueue, mailAccountNotice } from '@desideliver/jobs'
import { LockMode } from '@mikro-orm/core'
import { z } from 'zod'
import { requestLink } from '../request-link.ts'
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
    if (input.newEmail === ctx.user.email) throw sameEmail()
    const { id, passwordHash } = ctx.user
    await ctx.limits.consume('addressLink', id)
    await inTransaction(ctx.em, async (em) => {
      // A password set at this moment drops what was asked for with the old one: nothing may be asked with it after.
      const user = await em.findOne(User, { id, passwordHash }, { lockMode: LockMode.PESSIMISTIC_READ })
      if (!user) throw wrongPassword()
      await requestLink(ctx, em, { user, purpose: 'change-email', email: input.newEmail })
      const notice = { requestId: newId(), userId: id, notice: 'email-changing' as const, email: user.email }
      await enqueue(ctx, em, { job: mailAccountNotice, payload: notice })
      auditOwnChange(em, ctx, { action: 'auth.change-email', after: { asked: input.newEmail } })
    })
    return accepted
  })
