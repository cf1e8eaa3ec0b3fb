import { DomainError, User } from '@desideliver/db'
import { z } from 'zod'
import { publicProcedure } from '../trpc.ts'
import { email } from './account.fields.ts'
import { passwordMatches } from './passwords.ts'
import { openSession } from './sessions.ts'
import { SignInDto, toUserDto } from './user.dto.ts'

export const login = publicProcedure
  .meta({ openapi: { method: 'POST', path: '/auth/login', tags: ['auth'], summary: 'Sign in for a token' } })
  .input(z.strictObject({ email, password: z.string().min(1).max(128) }))
  .output(SignInDto)
  .mutation(async ({ ctx, input }) => {
    const user = await ctx.em.findOne(User, { email: input.email, disabledAt: null })
    const matches = await passwordMatches(user?.passwordHash ?? null, input.password)
    if (!user || !matches)
      throw new DomainError('unauthenticated', 'WRONG_CREDENTIALS', 'E-mail address and password do not go together.')
    return { ...(await openSession(ctx.em, user.id, ctx.now())), user: toUserDto(user) }
  })
