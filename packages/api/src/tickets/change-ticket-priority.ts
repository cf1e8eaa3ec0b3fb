import { dueMoments, ticketPriorities } from '@desideliver/db'
import { z } from 'zod'
import { staffProcedure } from '../trpc.ts'
import { changeTicket } from './change-ticket.ts'
import { describeTicket } from './describe-ticket.ts'
import { TicketDto } from './ticket.dto.ts'
import { reason } from './ticket.fields.ts'

export const changeTicketPriority = staffProcedure
  .meta({
    scope: 'tickets:write',
    openapi: {
      method: 'PATCH',
      path: '/tickets/{id}/priority',
      tags: ['tickets'],
      summary: 'Change the priority of a ticket',
      description:
        'When it is due changes with it. The customer reads the reason. The priority it has already changes nothing.',
    },
  })
  .input(z.strictObject({ id: z.uuid(), priority: z.enum(ticketPriorities), reason }))
  .output(TicketDto)
  .mutation(async ({ ctx, input: { id, priority, reason: why } }) =>
    describeTicket(
      ctx.em,
      await changeTicket(ctx, {
        id,
        reason: why,
        change: (ticket, act) => {
          const due = dueMoments(ctx.policy.support, { priority, createdAt: ticket.createdAt })
          return ticket.changePriority(priority, { ...act, due })
        },
      }),
      ctx.user,
    ),
  )
