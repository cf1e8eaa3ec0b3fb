import { CannedReply, checkPlaceholders } from '@desideliver/db'
import { z } from 'zod'
import { staffProcedure } from '../../trpc.ts'
import { CannedReplyDto, body, title } from './canned-reply.dto.ts'
import { changeCannedReply } from './change-canned-reply.ts'

export const createCannedReply = staffProcedure
  .meta({
    scope: 'tickets:write',
    openapi: {
      method: 'POST',
      path: '/canned-replies',
      tags: ['canned-replies'],
      summary: 'Keep a text that staff write again and again',
      status: 201,
    },
  })
  .input(z.strictObject({ title, body }))
  .output(CannedReplyDto)
  .mutation(({ ctx, input }) => {
    checkPlaceholders(input.body)
    return changeCannedReply(ctx, {
      action: 'create',
      change: async (em) => ({ reply: em.create(CannedReply, input), before: null }),
    })
  })
