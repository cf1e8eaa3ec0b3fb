import { getTicket, getTicketForUpdate, inTransaction } from '@desideliver/db'
import { z } from 'zod'
import { paragraph } from '../fields.ts'
import { customerProcedure } from '../trpc.ts'
import { describeTicket } from './describe-ticket.ts'
import { TicketDto } from './ticket.dto.ts'

export const rateTicket = customerProcedure
  .meta({
    scope: 'tickets:write',
    openapi: {
      method: 'POST',
      path: '/tickets/{id}/satisfaction',
      tags: ['tickets'],
      summary: 'Say how satisfied you are with a closed ticket of yours',
      description: 'Once: a score stays.',
    },
  })
  .input(
    z.strictObject({
      id: z.uuid(),
      score: z.int().min(1).max(5).meta({ description: '1 = not at all, 5 = very' }),
      comment: paragraph(1_000).optional(),
    }),
  )
  .output(TicketDto)
  .mutation(({ ctx, input: { id, score, comment = null } }) =>
    inTransaction(ctx.em, async (em) => {
      const ticket = await getTicketForUpdate(em, id, ctx.user)
      ticket.rate(score, { comment, now: ctx.now() })
      await em.flush()
      return describeTicket(em, await getTicket(em, id, ctx.user), ctx.user)
    }),
  )
