import { dueMoments, requireClaimsDecided, ticketStatuses } from '@desideliver/db'
import { z } from 'zod'
import { staffProcedure } from '../trpc.ts'
import { changeTicket } from './change-ticket.ts'
import { describeTicket } from './describe-ticket.ts'
import { TicketDto } from './ticket.dto.ts'
import { reason } from './ticket.fields.ts'

export const changeTicketStatus = staffProcedure
  .meta({
    scope: 'tickets:write',
    openapi: {
      method: 'PATCH',
      path: '/tickets/{id}/status',
      tags: ['tickets'],
      summary: 'Move a ticket along',
      description:
        'open → in_progress → resolved → closed; a resolved one may go back to in_progress. None is closed before its ' +
        'claims are decided. The customer reads the reason.',
    },
  })
  .input(z.strictObject({ id: z.uuid(), status: z.enum(ticketStatuses), reason }))
  .output(TicketDto)
  .mutation(async ({ ctx, input: { id, status, reason: why } }) =>
    describeTicket(
      ctx.em,
      await changeTicket(ctx, {
        id,
        reason: why,
        async change(ticket, act, em) {
          const change = ticket.changeStatus(status, { ...act, due: dueMoments(ctx.policy.support, ticket) })
          if (status === 'closed') await requireClaimsDecided(em, ticket)
          return change
        },
      }),
      ctx.user,
    ),
  )
