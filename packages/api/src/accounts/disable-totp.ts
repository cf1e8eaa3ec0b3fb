import { User, inTransaction, newId, totpNotEnabled, wrongCode } from '@desideliver/db'
import { enqueue, mailAccountNotice } from '@desideliver/jobs'
import { z } from 'zod'
import { signedInProcedure } from '../trpc.ts'
import { currentPassword, secondFactorCode } from './account.fields.ts'
import { auditOwnChange } from './audit-own-change.ts'
import { requirePassword } from './prove-password.ts'
import { deleteRecoveryCodes } from './recovery-codes.ts'
import { limitTries, takeCode } from './verify-second-factor.ts'

export const disableTotp = signedInProcedure
  .meta({
    openapi: {
      method: 'POST',
      path: '/auth/totp/disable',
      tags: ['auth'],
      summary: 'Do without your second factor again',
      description: 'Takes a code of the authenticator, or a recovery code.',
    },
  })
  .input(z.strictObject({ currentPassword, code: secondFactorCode }))
  .output(z.strictObject({ disabled: z.literal(true) }))
  .mutation(async ({ ctx, input }) => {
    const { user } = ctx
    if (!user.totpEnabledAt) throw totpNotEnabled()
    await requirePassword(ctx, input.currentPassword)
    await limitTries(ctx, user, () =>
      inTransaction(ctx.em, async (em) => {
        if (!(await takeCode({ ...ctx, em }, user, input.code))) throw wrongCode('invalid')
        await em.nativeUpdate(User, { id: user.id }, { totpSecret: null, totpEnabledAt: null, totpLastStep: null })
        await deleteRecoveryCodes(em, user.id)
        const change = { before: { totpEnabledAt: user.totpEnabledAt }, after: { totpEnabledAt: null } }
        auditOwnChange(em, ctx, { action: 'auth.totp.disable', ...change })
        const notice = {
          requestId: newId(),
          userId: user.id,
          notice: 'two-factor-disabled' as const,
          email: user.email,
        }
        await enqueue(ctx, em, { job: mailAccountNotice, payload: notice })
      }),
    )
    return { disabled: true as const }
  })
