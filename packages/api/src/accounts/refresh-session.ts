import { inTransaction } from '@desideliver/db'
import { z } from 'zod'
import { signedInProcedure } from '../trpc.ts'
import { SignInDto, toUserDto } from '../user.dto.ts'
import { renewSession } from './sessions.ts'

export const refreshSession = signedInProcedure
  .meta({
    openapi: {
      method: 'POST',
      path: '/auth/token/refresh',
      tags: ['auth'],
      summary: 'Exchange your token for a new one',
      description: 'The old token dies at once. The new session ends no later than the first one would have.',
    },
  })
  .input(z.void())
  .output(SignInDto)
  .mutation(({ ctx }) =>
    inTransaction(ctx.em, async (em) => ({ ...(await renewSession(em, ctx)), user: toUserDto(ctx.user) })),
  )
