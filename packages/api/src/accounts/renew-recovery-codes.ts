import { User, inTransaction, totpNotEnabled, wrongCode } from '@desideliver/db'
import { LockMode } from '@mikro-orm/core'
import { z } from 'zod'
import { signedInProcedure } from '../trpc.ts'
import { currentPassword, secondFactorCode } from './account.fields.ts'
import { auditOwnChange } from './audit-own-change.ts'
import { requirePassword } from './prove-password.ts'
import { issueRecoveryCodes } from './recovery-codes.ts'
import { limitTries, takeCode } from './verify-second-factor.ts'

export const renewRecoveryCodes = signedInProcedure
  .meta({
    openapi: {
      method: 'POST',
      path: '/auth/totp/recovery-codes',
      tags: ['auth'],
      summary: 'Get ten new recovery codes; the old ones end',
      description: 'Takes a code of the authenticator, or a recovery code. The new codes are shown this once.',
    },
  })
  .input(z.strictObject({ currentPassword, code: secondFactorCode }))
  .output(z.strictObject({ recoveryCodes: z.array(z.string()) }))
  .mutation(async ({ ctx, input }) => {
    if (!ctx.user.totpEnabledAt) throw totpNotEnabled()
    await requirePassword(ctx, input.currentPassword)
    return limitTries(ctx, ctx.user, () =>
      inTransaction(ctx.em, async (em) => {
        // Two at once take turns, or both sets would stay.
        const user = await em.findOneOrFail(User, { id: ctx.user.id }, { lockMode: LockMode.PESSIMISTIC_WRITE })
        if (!user.totpEnabledAt) throw totpNotEnabled()
        if (!(await takeCode({ ...ctx, em }, user, input.code))) throw wrongCode('invalid')
        auditOwnChange(em, ctx, { action: 'auth.totp.renew-recovery-codes' })
        return { recoveryCodes: await issueRecoveryCodes(em, user.id) }
      }),
    )
  })
