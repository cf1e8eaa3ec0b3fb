import { z } from 'zod'
import { customerProcedure } from '../trpc.ts'
import { orderListInput, orderPageOf, orderSearch, readOrderPage } from './order-page.ts'

export const listOrders = customerProcedure
  .meta({
    scope: 'orders:read',
    openapi: { method: 'GET', path: '/orders', tags: ['orders'], summary: 'List your orders, newest first' },
  })
  .input(
    z.strictObject({
      ...orderListInput,
      search: orderSearch
        .optional()
        .meta({ description: 'Part of an order number, or of the name or code of an item' }),
    }),
  )
  .output(orderPageOf('OrderPage'))
  .query(({ ctx, input: { limit, cursor, counts, ...wanted } }) => {
    const filter = { ...wanted, customerId: ctx.user.id, timeZone: ctx.policy.timeZone }
    return readOrderPage(ctx.em, ctx.user, { filter, sort: 'newest', limit, cursor, counts })
  })
