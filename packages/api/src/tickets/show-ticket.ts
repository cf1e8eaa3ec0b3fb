import { getTicket } from '@desideliver/db'
import { z } from 'zod'
import { signedInProcedure } from '../trpc.ts'
import { describeTicket } from './describe-ticket.ts'
import { TicketDto } from './ticket.dto.ts'

export const showTicket = signedInProcedure
  .meta({
    scope: 'tickets:read',
    openapi: {
      method: 'GET',
      path: '/tickets/{id}',
      tags: ['tickets'],
      summary: 'Show a ticket with its conversation and history',
      description: 'Customers see their own, staff all.',
    },
  })
  .input(z.strictObject({ id: z.uuid() }))
  .output(TicketDto)
  .query(async ({ ctx, input }) => describeTicket(ctx.em, await getTicket(ctx.em, input.id, ctx.user), ctx.user))
