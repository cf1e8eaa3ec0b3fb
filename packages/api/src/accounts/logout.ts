import { z } from 'zod'
import { signedInProcedure } from '../trpc.ts'
import { closeSession } from './sessions.ts'

export const logout = signedInProcedure
  .meta({
    beforeSecondFactor: true,
    openapi: { method: 'POST', path: '/auth/logout', tags: ['auth'], summary: 'End this session' },
  })
  .input(z.void())
  .output(z.strictObject({ signedOut: z.literal(true) }))
  .mutation(async ({ ctx }) => {
    if (ctx.sessionId) await closeSession(ctx.em, ctx.sessionId)
    if (ctx.sessionCookie.used) ctx.sessionCookie.clear()
    return { signedOut: true as const }
  })
