import { Session, sessionNotFound } from '@desideliver/db'
import { z } from 'zod'
import { signedInProcedure } from '../trpc.ts'
import { closeSession } from './sessions.ts'

export const endSession = signedInProcedure
  .meta({
    openapi: { method: 'DELETE', path: '/auth/sessions/{id}', tags: ['auth'], summary: 'End one of your sessions' },
  })
  .input(z.strictObject({ id: z.uuid() }))
  .output(z.strictObject({ ended: z.literal(true) }))
  .mutation(async ({ ctx, input }) => {
    const session = await ctx.em.findOne(Session, { publicId: input.id, user: ctx.user.id })
    if (!session) throw sessionNotFound(input.id)
    await closeSession(ctx.em, session.id)
    if (session.id === ctx.sessionId && ctx.sessionCookie.used) ctx.sessionCookie.clear()
    return { ended: true as const }
  })
