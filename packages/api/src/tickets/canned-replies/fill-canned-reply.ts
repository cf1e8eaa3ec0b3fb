import { fillReply, getCannedReply, getTicket } from '@desideliver/db'
import { z } from 'zod'
import { staffProcedure } from '../../trpc.ts'

const FilledReplyDto = z
  .strictObject({
    replyId: z.uuid(),
    title: z.string(),
    text: z.string().meta({ description: 'To be looked over, and sent as a comment' }),
  })
  .meta({ id: 'FilledReply' })

export const fillCannedReply = staffProcedure
  .meta({
    scope: 'tickets:read',
    openapi: {
      method: 'GET',
      path: '/tickets/{id}/canned-replies/{replyId}',
      tags: ['canned-replies'],
      summary: 'Fill a canned reply in for a ticket',
      description: 'Nothing is sent: the text is what a person looks over and sends with POST /tickets/{id}/comments.',
    },
  })
  .input(z.strictObject({ id: z.uuid(), replyId: z.uuid() }))
  .output(FilledReplyDto)
  .query(async ({ ctx, input: { id, replyId } }) => {
    const ticket = await getTicket(ctx.em, id, ctx.user)
    const reply = await getCannedReply(ctx.em, replyId)
    return { replyId, title: reply.title, text: fillReply(reply, ticket) }
  })
