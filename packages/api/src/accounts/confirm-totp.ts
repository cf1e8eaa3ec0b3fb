import { User, inTransaction, newId, totpAlreadyEnabled, totpNotEnrolled, wrongCode } from '@desideliver/db'
import { enqueue, mailAccountNotice } from '@desideliver/jobs'
import { LockMode } from '@mikro-orm/core'
import { z } from 'zod'
import { moment } from '../fields.ts'
import { staffProcedure } from '../trpc.ts'
import { secondFactorCode } from './account.fields.ts'
import { auditOwnChange } from './audit-own-change.ts'
import { issueRecoveryCodes } from './recovery-codes.ts'
import { closeSessions, renewSession } from './sessions.ts'
import { findTotpStep } from './totp.ts'
import { limitTries, openTotpSecret } from './verify-second-factor.ts'

export const confirmTotp = staffProcedure
  .meta({
    beforeSecondFactor: true,
    openapi: {
      method: 'POST',
      path: '/auth/totp/confirm',
      tags: ['auth'],
      summary: 'Put your second factor in force',
      description:
        'The recovery codes are shown this once; each stands in once for a lost authenticator. ' +
        'Every session opened without the second factor ends, and a new one takes the place of this.',
    },
  })
  .input(z.strictObject({ code: secondFactorCode }))
  .output(
    z.strictObject({
      recoveryCodes: z.array(z.string()),
      token: z.string().nullable().meta({ description: 'Null where the session is in the cookie' }),
      expiresAt: moment,
    }),
  )
  .mutation(({ ctx, input }) =>
    limitTries(ctx, ctx.user, () =>
      inTransaction(ctx.em, async (em) => {
        const user = await em.findOneOrFail(User, { id: ctx.user.id }, { lockMode: LockMode.PESSIMISTIC_WRITE })
        if (user.totpEnabledAt) throw totpAlreadyEnabled()
        const secret = openTotpSecret(ctx, user)
        if (secret === null) throw totpNotEnrolled()
        const now = ctx.now()
        const step = findTotpStep(secret, input.code, now)
        if (step === null) throw wrongCode('invalid')
        // The code has had its use: it does not sign anyone in as well.
        Object.assign(user, { totpEnabledAt: now, totpLastStep: step })
        const change = { before: { totpEnabledAt: null }, after: { totpEnabledAt: now } }
        auditOwnChange(em, ctx, { action: 'auth.totp.confirm', ...change })
        await em.flush()
        const notice = { requestId: newId(), userId: user.id, notice: 'two-factor-enabled' as const, email: user.email }
        await enqueue(ctx, em, { job: mailAccountNotice, payload: notice })
        await closeSessions(em, user.id, ctx.sessionId)
        return { recoveryCodes: await issueRecoveryCodes(em, user.id), ...(await renewSession(em, ctx)) }
      }),
    ),
  )
