import { orderStatuses } from '@desideliver/db'
import { z } from 'zod'
import { line } from '../fields.ts'
import { staffProcedure } from '../trpc.ts'
import { moveOrder } from './move-order.ts'
import { OrderDto, toOrderDto } from './order.dto.ts'

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
  .input(z.strictObject({ id: z.uuid(), status: z.enum(orderStatuses), note: line(500).optional() }))
  .output(OrderDto)
  .mutation(async ({ ctx, input: { id, status, note = null } }) =>
    toOrderDto(await moveOrder(ctx, { id, to: status, note }), ctx.user),
  )
