import { User, inTransaction, totpAlreadyEnabled } from '@desideliver/db'
import { z } from 'zod'
import { staffProcedure } from '../trpc.ts'
import { currentPassword } from './account.fields.ts'
import { auditOwnChange } from './audit-own-change.ts'
import { requirePassword } from './prove-password.ts'
import { newTotpSecret, totpUri } from './totp.ts'

export const enrolTotp = staffProcedure
  .meta({
    beforeSecondFactor: true,
    openapi: {
      method: 'POST',
      path: '/auth/totp/enrol',
      tags: ['auth'],
      summary: 'Begin to set up a second factor; staff only',
      description: 'The secret is shown this once. It is in force when a code of it has been confirmed.',
    },
  })
  .input(z.strictObject({ currentPassword }))
  .output(
    z.strictObject({
      secret: z.string().meta({ description: 'Base32, to type into an authenticator app' }),
      uri: z.string().meta({ description: '`otpauth://` address, to show as a QR code' }),
    }),
  )
  .mutation(async ({ ctx, input }) => {
    await requirePassword(ctx, input.currentPassword)
    const secret = newTotpSecret()
    await inTransaction(ctx.em, async (em) => {
      const enrolling = { totpSecret: ctx.secrets.seal(secret), totpLastStep: null }
      const changed = await em.nativeUpdate(User, { id: ctx.user.id, totpEnabledAt: null }, enrolling)
      if (changed === 0) throw totpAlreadyEnabled()
      auditOwnChange(em, ctx, { action: 'auth.totp.enrol' })
    })
    return { secret, uri: totpUri(secret, ctx.user.email) }
  })
