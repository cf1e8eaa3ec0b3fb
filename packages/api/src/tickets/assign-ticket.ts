import { getAssigneeForTicket } from '@desideliver/db'
import { z } from 'zod'
import { staffProcedure } from '../trpc.ts'
import { changeTicket } from './change-ticket.ts'
import { describeTicket } from './describe-ticket.ts'
import { TicketDto } from './ticket.dto.ts'
import { reason } from './ticket.fields.ts'

export const assignTicket = staffProcedure
  .meta({
    scope: 'tickets:write',
    openapi: {
      method: 'PATCH',
      path: '/tickets/{id}/assignee',
      tags: ['tickets'],
      summary: 'Give a ticket to one of the staff, or to nobody',
      description: 'The customer learns neither of it nor of the reason.',
    },
  })
  .input(
    z.strictObject({
      id: z.uuid(),
      assigneeId: z
        .uuid()
        .nullable()
        .meta({ description: 'Staff or an admin whose account is enabled; null = nobody' }),
      reason,
    }),
  )
  .output(TicketDto)
  .mutation(async ({ ctx, input: { id, assigneeId, reason: why } }) => {
    const ticket = await changeTicket(ctx, {
      id,
      reason: why,
      async change(found, act, em) {
        // Whose it was stands in the history by name.
        await em.populate(found, ['assignee'])
        return found.assign(assigneeId === null ? null : await getAssigneeForTicket(em, assigneeId), act)
      },
    })
    return describeTicket(ctx.em, ticket, ctx.user)
  })
