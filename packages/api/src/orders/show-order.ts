import { getOrder, listOrderTickets, ticketStatuses } from '@desideliver/db'
import { z } from 'zod'
import { signedInProcedure } from '../trpc.ts'
import { OrderDto, toOrderDto } from './order.dto.ts'

const OrderTicketDto = z
  .strictObject({ id: z.uuid(), ticketNumber: z.string(), subject: z.string(), status: z.enum(ticketStatuses) })
  .meta({ id: 'OrderTicket' })

const OrderWithTicketsDto = OrderDto.extend({
  tickets: z.array(OrderTicketDto).meta({ description: 'What was written to support about it, newest first' }),
}).meta({ id: 'OrderWithTickets', description: 'An order with its lines, history and tickets' })

export const showOrder = signedInProcedure
  .meta({
    scope: 'orders:read',
    openapi: {
      method: 'GET',
      path: '/orders/{id}',
      tags: ['orders'],
      summary: 'Show an order with its lines, history and tickets',
      description: 'Customers see their own, staff all.',
    },
  })
  .input(z.strictObject({ id: z.uuid() }))
  .output(OrderWithTicketsDto)
  .query(async ({ ctx, input }) => {
    const order = await getOrder(ctx.em, input.id, ctx.user)
    const tickets = await listOrderTickets(ctx.em, order.id)
    return {
      ...toOrderDto(order, ctx.user),
      tickets: tickets.map(({ id, ticketNumber, subject, status }) => ({ id, ticketNumber, subject, status })),
    }
  })
