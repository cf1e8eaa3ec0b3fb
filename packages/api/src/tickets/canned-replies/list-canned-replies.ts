import { CannedReply } from '@desideliver/db'
import { z } from 'zod'
import { nextCursor, pageInput, pageOf, readCursor } from '../../page.ts'
import { staffProcedure } from '../../trpc.ts'
import { CannedReplyDto, toCannedReplyDto } from './canned-reply.dto.ts'

const ORDER = 'canned-replies:title'

export const listCannedReplies = staffProcedure
  .meta({
    scope: 'tickets:read',
    openapi: {
      method: 'GET',
      path: '/canned-replies',
      tags: ['canned-replies'],
      summary: 'List canned replies by title',
    },
  })
  .input(z.strictObject(pageInput))
  .output(pageOf(CannedReplyDto, 'CannedReplyPage'))
  .query(async ({ ctx, input: { limit, cursor } }) => {
    const page = await ctx.em.findByCursor(CannedReply, {
      orderBy: { title: 'asc', id: 'asc' },
      first: limit,
      ...readCursor(cursor, ORDER, 2),
      includeCount: false,
    })
    return { items: page.items.map(toCannedReplyDto), nextCursor: nextCursor(page, ORDER) }
  })
