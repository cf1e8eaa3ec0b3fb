import { Order, orderStatuses } from '@desideliver/db'
import { z } from 'zod'
import { nextCursor, pageInput, pageOf, readCursor } from '../page.ts'
import { customerProcedure } from '../trpc.ts'
import { OrderHeadDto, toOrderHeadDto } from './order.dto.ts'

export const listOrders = customerProcedure
  .meta({
    scope: 'orders:read',
    openapi: { method: 'GET', path: '/orders', tags: ['orders'], summary: 'List your orders, newest first' },
  })
  .input(z.strictObject({ status: z.enum(orderStatuses).optional(), ...pageInput }))
  .output(pageOf(OrderHeadDto, 'OrderPage'))
  .query(async ({ ctx, input }) => {
    const page = await ctx.em.findByCursor(Order, {
      where: { customer: ctx.user.id, ...(input.status && { status: input.status }) },
      orderBy: { id: 'desc' },
      first: input.limit,
      ...readCursor(input.cursor, 'orders:newest', 1),
      includeCount: false,
    })
    const items = page.items.map((order) => toOrderHeadDto(order, ctx.user))
    return { items, nextCursor: nextCursor(page, 'orders:newest') }
  })
