import { getOrder } from '@desideliver/db'
import { z } from 'zod'
import { signedInProcedure } from '../trpc.ts'
import { OrderDto, toOrderDto } from './order.dto.ts'

export const showOrder = signedInProcedure
  .meta({
    scope: 'orders:read',
    openapi: {
      method: 'GET',
      path: '/orders/{id}',
      tags: ['orders'],
      summary: 'Show an order with its lines and history',
      description: 'Customers see their own, staff all.',
    },
  })
  .input(z.strictObject({ id: z.uuid() }))
  .output(OrderDto)
  .query(async ({ ctx, input }) => toOrderDto(await getOrder(ctx.em, input.id, ctx.user), ctx.user))
