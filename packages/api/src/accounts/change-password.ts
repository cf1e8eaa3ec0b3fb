import { InvalidInputError, User, inTransaction, wrongPassword } from '@desideliver/db'
import { LockMode } from '@mikro-orm/core'
import { z } from 'zod'
import { signedInProcedure } from '../trpc.ts'
import { currentPassword, password } from './account.fields.ts'
import { auditOwnChange } from './audit-own-change.ts'
import { refuseOwnWords } from './password-rules.ts'
import { hashPassword } from './passwords.ts'
import { requirePassword } from './prove-password.ts'
import { setPassword } from './set-password.ts'

export const changePassword = signedInProcedure
  .meta({
    openapi: {
      method: 'POST',
      path: '/auth/change-password',
      tags: ['auth'],
      summary: 'Change your password',
      description: 'All your other sessions end; this one stays.',
    },
  })
  .input(z.strictObject({ currentPassword, newPassword: password }))
  .output(z.strictObject({ passwordChanged: z.literal(true) }))
  .mutation(async ({ ctx, input }) => {
    await requirePassword(ctx, input.currentPassword)
    refuseSame(input)
    refuseOwnWords(input.newPassword, ctx.user, 'newPassword')
    const passwordHash = await hashPassword(input.newPassword)
    await inTransaction(ctx.em, async (em) => {
      // Changed meanwhile, the old password proves nothing any more.
      const proved = { id: ctx.user.id, passwordHash: ctx.user.passwordHash }
      const user = await em.findOne(User, proved, { lockMode: LockMode.PESSIMISTIC_WRITE })
      if (!user) throw wrongPassword()
      await setPassword(ctx, em, { user, passwordHash, keepSession: ctx.sessionId })
      auditOwnChange(em, ctx, { action: 'auth.change-password' })
    })
    return { passwordChanged: true as const }
  })

function refuseSame(input: { currentPassword: string; newPassword: string }): void {
  if (input.newPassword !== input.currentPassword) return
  const message = 'The new password is the old one'
  throw new InvalidInputError(`The input is not valid. newPassword: ${message}`, [{ path: 'newPassword', message }])
}
