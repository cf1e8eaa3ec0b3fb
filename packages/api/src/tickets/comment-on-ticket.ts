import {
  MAX_COMMENTS,
  User,
  countComments,
  getTicketForUpdate,
  inTransaction,
  isStaff,
  notesAreForStaff,
  tooManyComments,
} from '@desideliver/db'
import { enqueue, mailTicketComment } from '@desideliver/jobs'
import type { EntityManager } from '@mikro-orm/postgresql'
import { z } from 'zod'
import { paragraph } from '../fields.ts'
import { oncePerKey } from '../once-per-key.ts'
import { signedInProcedure } from '../trpc.ts'
import { type TicketContext, auditTicket } from './audit-ticket.ts'
import { TicketCommentDto, toTicketCommentDto } from './ticket.dto.ts'

const Input = z.strictObject({
  id: z.uuid(),
  comment: paragraph(2_000),
  internal: z.boolean().default(false).meta({ description: 'A note among staff, of which the customer never learns' }),
})

export const commentOnTicket = signedInProcedure
  .meta({
    scope: 'tickets:write',
    openapi: {
      method: 'POST',
      path: '/tickets/{id}/comments',
      tags: ['tickets'],
      summary: 'Write to a ticket',
      description:
        'A closed ticket takes no comments. With an `Idempotency-Key` header, a retry with the same key and body is answered like the first time.',
      status: 201,
    },
  })
  .input(Input)
  .output(TicketCommentDto)
  .mutation(({ ctx, input }) =>
    inTransaction(ctx.em, (em) => {
      const request = { ctx, operation: 'tickets.comment' as const, input, readAnswer }
      return oncePerKey(em, request, () => addComment(em, ctx, input))
    }),
  )

const readAnswer = (stored: unknown) => TicketCommentDto.parse(stored)

async function addComment(em: EntityManager, ctx: TicketContext, input: z.infer<typeof Input>) {
  const { id, comment: text, internal } = input
  if (internal && !isStaff(ctx.user)) throw notesAreForStaff()
  const ticket = await getTicketForUpdate(em, id, ctx.user)
  const by = await em.findOneOrFail(User, ctx.user.id)
  const now = ctx.now()
  const comment = ticket.comment(text, { by, internal, now })
  if ((await countComments(em, ticket, internal)) >= MAX_COMMENTS) throw tooManyComments(ticket.ticketNumber)
  if (isStaff(by))
    auditTicket(em, ctx, { ticketId: ticket.id, action: 'comment', now, after: { commentId: comment.id, internal } })
  await em.flush()
  await enqueue(ctx, em, { job: mailTicketComment, payload: { commentId: comment.id } })
  return toTicketCommentDto(comment, by)
}
