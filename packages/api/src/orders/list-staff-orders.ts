import { orderSorts } from '@desideliver/db'
import { z } from 'zod'
import { orderDay } from '../fields.ts'
import { staffProcedure } from '../trpc.ts'
import { orderListInput, orderPageOf, orderSearch, readOrderPage } from './order-page.ts'

const Input = z.strictObject({
  ...orderListInput,
  date: orderDay.optional().meta({ description: 'Placed on this day, in place of `from` and `to`' }),
  search: orderSearch.optional().meta({
    description:
      'Part of order number, business name, contact person, phone number (however written) or e-mail address',
  }),
  sort: z
    .enum(orderSorts)
    .default('newest')
    .meta({
      description:
        '`urgent` lists what has still to be delivered: by the day it is wanted, which is that of placing where no day ' +
        'was asked for, then the oldest first',
    }),
})

export const listStaffOrders = staffProcedure
  .meta({
    scope: 'orders:read',
    openapi: {
      method: 'GET',
      path: '/orders/staff',
      tags: ['orders'],
      summary: 'List all orders, newest or most urgent first',
    },
  })
  .input(Input)
  .output(orderPageOf('StaffOrderPage'))
  .query(({ ctx, input: { limit, cursor, counts, sort, date, from = date, to = date, ...wanted } }) => {
    const filter = { ...wanted, from, to, customerId: null, timeZone: ctx.policy.timeZone }
    return readOrderPage(ctx.em, ctx.user, { filter, sort, limit, cursor, counts })
  })
