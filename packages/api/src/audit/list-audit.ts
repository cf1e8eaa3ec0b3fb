import { AuditEntry } from '@desideliver/db'
import type { FilterQuery } from '@mikro-orm/core'
import { z } from 'zod'
import { nextCursor, pageInput, pageOf, readCursor } from '../page.ts'
import { staffProcedure } from '../trpc.ts'
import { AuditEntryDto, toAuditEntryDto } from './audit-entry.dto.ts'

/** As an object's id may be anything, so may what is looked for; only a NUL is in no stored text. */
const text = z
  .string()
  .max(200)
  .regex(/^[^\0]*$/)

const instant = z.iso.datetime({ offset: true })

const Input = z.strictObject({
  actor: z.uuid().optional().meta({ description: 'Who did it' }),
  action: text.optional().meta({ example: 'users.disable' }),
  objectType: text.optional().meta({ example: 'user' }),
  objectId: text.optional(),
  from: instant.optional().meta({ description: 'Not before' }),
  to: instant.optional().meta({ description: 'Before' }),
  ...pageInput,
})

export const listAudit = staffProcedure
  .meta({
    openapi: { method: 'GET', path: '/audit', tags: ['audit'], summary: 'List what staff changed, newest first' },
  })
  .input(Input)
  .output(pageOf(AuditEntryDto, 'AuditPage'))
  .query(async ({ ctx, input }) => {
    const page = await ctx.em.findByCursor(AuditEntry, {
      where: filter(input),
      populate: ['actor'],
      orderBy: { id: 'desc' },
      first: input.limit,
      ...readCursor(input.cursor, 'audit:newest', 1),
      includeCount: false,
    })
    return { items: page.items.map(toAuditEntryDto), nextCursor: nextCursor(page, 'audit:newest') }
  })

function filter({ actor, action, objectType, objectId, from, to }: z.infer<typeof Input>): FilterQuery<AuditEntry> {
  const createdAt = { ...(from && { $gte: new Date(from) }), ...(to && { $lt: new Date(to) }) }
  return {
    ...(actor && { actor }),
    ...(action !== undefined && { action }),
    ...(objectType !== undefined && { objectType }),
    ...(objectId !== undefined && { objectId }),
    ...((from ?? to) && { createdAt }),
  }
}
