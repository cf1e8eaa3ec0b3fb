import { getAccountToken, inTransaction, linkInvalid, takeAccountToken } from '@desideliver/db'
import { z } from 'zod'
import { publicProcedure } from '../trpc.ts'
import { linkToken, password } from './account.fields.ts'
import { auditOwnChange } from './audit-own-change.ts'
import { refuseOwnWords } from './password-rules.ts'
import { hashPassword } from './passwords.ts'
import { forgetGuesses } from './prove-password.ts'
import { setPassword } from './set-password.ts'

export const confirmPasswordReset = publicProcedure
  .meta({
    openapi: {
      method: 'POST',
      path: '/auth/password-reset/confirm',
      tags: ['auth'],
      summary: 'Choose a new password with the token of its mail',
      description: 'All your sessions end: sign in with the new password.',
    },
  })
  .input(z.strictObject({ token: linkToken, newPassword: password }))
  .output(z.strictObject({ passwordChanged: z.literal(true) }))
  .mutation(async ({ ctx, input: { token, newPassword } }) => {
    const link = { token, purpose: 'reset-password', now: ctx.now() } as const
    // A made-up token costs no hash, and no connection waits while a hash has to.
    const { user: owner } = await getAccountToken(ctx.em, link)
    refuseOwnWords(newPassword, owner, 'newPassword')
    const passwordHash = await hashPassword(newPassword)
    await inTransaction(ctx.em, async (em) => {
      const { user, email } = await takeAccountToken(em, link)
      // Sent to an address that was changed meanwhile.
      if (email !== user.email) throw linkInvalid()
      user.emailVerifiedAt ??= ctx.now()
      await setPassword(ctx, em, { user, passwordHash, keepSession: null })
      auditOwnChange(em, { ...ctx, user }, { action: 'auth.confirm-password-reset' })
    })
    await forgetGuesses(ctx, owner.email)
    return { passwordChanged: true as const }
  })
