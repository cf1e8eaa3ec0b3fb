import { User, findPasswordHash, inTransaction, wrongCredentials } from '@desideliver/db'
import { LockMode } from '@mikro-orm/core'
import { z } from 'zod'
import { publicProcedure } from '../trpc.ts'
import { SignInDto, toUserDto } from '../user.dto.ts'
import { currentPassword, email, secondFactorCode } from './account.fields.ts'
import { guessPassword } from './prove-password.ts'
import { openSession } from './sessions.ts'
import { verifySecondFactor } from './verify-second-factor.ts'

export const login = publicProcedure
  .meta({ openapi: { method: 'POST', path: '/auth/login', tags: ['auth'], summary: 'Sign in for a token' } })
  .input(z.strictObject({ email, password: currentPassword, code: secondFactorCode.optional() }))
  .output(SignInDto)
  .mutation(async ({ ctx, input }) => {
    const passwordHash = await findPasswordHash(ctx.em, input.email)
    const matches = await guessPassword(ctx, input.email, { typed: input.password, passwordHash })
    const user = matches ? await ctx.em.findOne(User, { email: input.email, passwordHash, disabledAt: null }) : null
    if (!user) throw wrongCredentials()
    await verifySecondFactor(ctx, user, input.code)
    return inTransaction(ctx.em, async (em) => {
      // A password or second factor set at this moment ends all sessions: none may be opened without it after that.
      const lockMode = LockMode.PESSIMISTIC_READ
      const same = { id: user.id, passwordHash, totpEnabledAt: user.totpEnabledAt, disabledAt: null }
      const current = await em.findOne(User, same, { lockMode })
      if (!current) throw wrongCredentials()
      return { ...(await openSession(em, current, ctx)), user: toUserDto(current) }
    })
  })
