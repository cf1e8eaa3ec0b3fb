import { checkPlaceholders } from '@desideliver/db'
import { z } from 'zod'
import { staffProcedure } from '../../trpc.ts'
import { CannedReplyDto, body, title } from './canned-reply.dto.ts'
import { changeCannedReply, getEditedReply } from './change-canned-reply.ts'

const Input = z.strictObject({
  id: z.uuid(),
  version: z.int().min(1).meta({ description: 'The `version` that was read' }),
  title: title.optional(),
  body: body.optional(),
})

export const updateCannedReply = staffProcedure
  .meta({
    scope: 'tickets:write',
    openapi: {
      method: 'PATCH',
      path: '/canned-replies/{id}',
      tags: ['canned-replies'],
      summary: 'Change a canned reply',
      description: 'What is left out stays. If it was changed since that version, the answer is 409 `STALE_VERSION`.',
    },
  })
  .input(Input)
  .output(CannedReplyDto)
  .mutation(({ ctx, input: { id, version, ...given } }) => {
    checkPlaceholders(given.body ?? '')
    return changeCannedReply(ctx, {
      action: 'update',
      async change(em) {
        const { reply, before } = await getEditedReply(em, { id, version, fields: Object.keys(given) })
        reply.title = given.title ?? reply.title
        reply.body = given.body ?? reply.body
        return { reply, before }
      },
    })
  })
