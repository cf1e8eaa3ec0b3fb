import { User, wrongCredentials } from '@desideliver/db'
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
    if (!user || !matches) throw wrongCredentials()
    return { ...(await openSession(ctx.em, user, ctx)), user: toUserDto(user) }
  })
