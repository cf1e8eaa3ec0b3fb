import { Session } from '@desideliver/db'
import { z } from 'zod'
import { moment } from '../fields.ts'
import { nextCursor, pageInput, pageOf, readCursor } from '../page.ts'
import { signedInProcedure } from '../trpc.ts'

const SessionDto = z
  .strictObject({
    id: z.uuid(),
    createdAt: moment.meta({ description: 'When you signed in; a refresh does not change it' }),
    lastSeenAt: moment.meta({ description: 'To within five minutes' }),
    expiresAt: moment.meta({ description: 'When it ends unless it is used before' }),
    ipAddress: z.string().nullable(),
    userAgent: z.string().nullable(),
    current: z.boolean().meta({ description: 'Whether it is the one that asks' }),
  })
  .meta({ id: 'Session' })

export const listSessions = signedInProcedure
  .meta({ openapi: { method: 'GET', path: '/auth/sessions', tags: ['auth'], summary: 'List where you are signed in' } })
  .input(z.strictObject(pageInput))
  .output(pageOf(SessionDto, 'SessionPage'))
  .query(async ({ ctx, input }) => {
    const page = await ctx.em.findByCursor(Session, {
      where: { user: ctx.user.id, expiresAt: { $gt: ctx.now() } },
      orderBy: { publicId: 'desc' },
      first: input.limit,
      ...readCursor(input.cursor, 'sessions:newest', 1),
      includeCount: false,
    })
    const items = page.items.map(({ id, publicId, createdAt, lastSeenAt, expiresAt, ipAddress, userAgent }) => ({
      id: publicId,
      createdAt,
      lastSeenAt,
      expiresAt,
      ipAddress,
      userAgent,
      current: id === ctx.sessionId,
    }))
    return { items, nextCursor: nextCursor(page, 'sessions:newest') }
  })
