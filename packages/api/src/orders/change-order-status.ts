import { orderStatuses } from '@desideliver/db'
import { z } from 'zod'
import { line } from '../fields.ts'
import { staffProcedure } from '../trpc.ts'
import { moveOrder } from './move-order.ts'
import { OrderDto, orderVersion, toOrderDto } from './order.dto.ts'

export const changeOrderStatus = staffProcedure
  .meta({
    scope: 'orders:write',
    openapi: {
      method: 'PATCH',
      path: '/orders/{id}/status',
      tags: ['orders'],
      summary: 'Move an order along',
      description: 'pending → confirmed → processing → ready → delivered; cancelled from any but delivered.',
    },
  })
  .input(
    z.strictObject({
      id: z.uuid(),
      status: z.enum(orderStatuses),
      note: line(500).optional().meta({ description: 'Kept in its history, and told to the customer' }),
      version: orderVersion,
    }),
  )
  .output(OrderDto)
  .mutation(async ({ ctx, input: { id, status, note = null, version } }) =>
    toOrderDto(await moveOrder(ctx, { id, to: status, note, version }), ctx.user),
  )
