import { z } from 'zod'
import { line } from '../fields.ts'
import { customerProcedure } from '../trpc.ts'
import { moveOrder } from './move-order.ts'
import { OrderDto, orderVersion, toOrderDto } from './order.dto.ts'

export const cancelOrder = customerProcedure
  .meta({
    scope: 'orders:write',
    openapi: {
      method: 'POST',
      path: '/orders/{id}/cancel',
      tags: ['orders'],
      summary: 'Cancel an order of yours',
      description: 'As long as it is pending or confirmed.',
    },
  })
  .input(z.strictObject({ id: z.uuid(), reason: line(500).optional(), version: orderVersion }))
  .output(OrderDto)
  .mutation(async ({ ctx, input: { id, reason = null, version } }) =>
    toOrderDto(await moveOrder(ctx, { id, to: 'cancelled', note: reason, version }), ctx.user),
  )
