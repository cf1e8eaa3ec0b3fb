import { z } from 'zod'
import { staffProcedure } from '../../trpc.ts'
import { CannedReplyDto } from './canned-reply.dto.ts'
import { changeCannedReply, getEditedReply } from './change-canned-reply.ts'

export const deleteCannedReply = staffProcedure
  .meta({
    scope: 'tickets:write',
    openapi: {
      method: 'DELETE',
      path: '/canned-replies/{id}',
      tags: ['canned-replies'],
      summary: 'Delete a canned reply',
      description: 'What was written with it stays.',
    },
  })
  .input(z.strictObject({ id: z.uuid(), version: z.int().min(1).meta({ description: 'The `version` that was read' }) }))
  .output(CannedReplyDto)
  .mutation(({ ctx, input: { id, version } }) =>
    changeCannedReply(ctx, {
      action: 'delete',
      async change(em) {
        const edited = await getEditedReply(em, { id, version, fields: [] })
        em.remove(edited.reply)
        return edited
      },
    }),
  )
