import { type User, dropAccountTokens, emailTaken, inTransaction, linkInvalid, takeAccountToken } from '@desideliver/db'
import { type EntityManager, UniqueConstraintViolationException } from '@mikro-orm/postgresql'
import { z } from 'zod'
import { moment } from '../fields.ts'
import { publicProcedure } from '../trpc.ts'
import { linkToken } from './account.fields.ts'
import { auditOwnChange } from './audit-own-change.ts'
import { closeSessions } from './sessions.ts'

export const verifyEmail = publicProcedure
  .meta({
    openapi: {
      method: 'POST',
      path: '/auth/verify-email',
      tags: ['auth'],
      summary: 'Confirm an e-mail address with the token of its mail',
      description: 'A new address takes the place of the old one, and all other sessions end.',
    },
  })
  .input(z.strictObject({ token: linkToken }))
  .output(z.strictObject({ email: z.string(), emailVerifiedAt: moment }))
  .mutation(async ({ ctx, input }) => {
    const asking = await ctx.signedIn()
    const now = ctx.now()
    const verify = inTransaction(ctx.em, async (em) => {
      const purpose = ['verify-email', 'change-email'] as const
      const link = await takeAccountToken(em, { token: input.token, purpose, now })
      const { user, email } = link
      const before = { email: user.email, emailVerifiedAt: user.emailVerifiedAt }
      if (link.purpose === 'change-email') await moveTo(em, user, email)
      // Sent to an address that was changed meanwhile.
      else if (email !== user.email) throw linkInvalid()
      user.emailVerifiedAt = now
      const after = { email, emailVerifiedAt: now }
      auditOwnChange(em, { ...ctx, user }, { action: 'auth.verify-email', before, after })
      if (link.purpose === 'change-email')
        await closeSessions(em, user.id, asking?.user.id === user.id ? asking.sessionId : null)
      return after
    })
    return verify.catch((error: unknown) => {
      throw error instanceof UniqueConstraintViolationException ? emailTaken() : error
    })
  })

/** No link that was mailed to the old address works any more: it may be someone else's by now. */
async function moveTo(em: EntityManager, user: User, email: string): Promise<void> {
  user.email = email
  await em.flush()
  await dropAccountTokens(em, user.id)
}
