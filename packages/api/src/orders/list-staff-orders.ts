import { Order, orderStatuses } from '@desideliver/db'
import type { FilterQuery } from '@mikro-orm/core'
import { z } from 'zod'
import { nextCursor, pageInput, pageOf, readCursor } from '../page.ts'
import { staffProcedure } from '../trpc.ts'
import { OrderHeadDto, toOrderHeadDto } from './order.dto.ts'

const Input = z.strictObject({
  status: z.enum(orderStatuses).optional(),
  search: z.string().trim().max(200).optional().meta({
    description: 'Part of order number, business name, contact person, phone number or e-mail address',
  }),
  ...pageInput,
})

export const listStaffOrders = staffProcedure
  .meta({
    scope: 'orders:read',
    openapi: { method: 'GET', path: '/orders/staff', tags: ['orders'], summary: 'List all orders, newest first' },
  })
  .input(Input)
  .output(pageOf(OrderHeadDto, 'StaffOrderPage'))
  .query(async ({ ctx, input }) => {
    const page = await ctx.em.findByCursor(Order, {
      where: filter(input),
      orderBy: { id: 'desc' },
      first: input.limit,
      ...readCursor(input.cursor, 'orders:newest', 1),
      includeCount: false,
    })
    const items = page.items.map((order) => toOrderHeadDto(order, ctx.user))
    return { items, nextCursor: nextCursor(page, 'orders:newest') }
  })

function filter({ status, search }: z.infer<typeof Input>): FilterQuery<Order> {
  const part = { $ilike: `%${(search ?? '').replaceAll('\0', '').replace(/[\\%_]/g, '\\$&')}%` }
  const matches: FilterQuery<Order> = {
    $or: [
      { orderNumber: part },
      { businessName: part },
      { contactPerson: part },
      { phoneNumber: part },
      { customer: { email: part } },
    ],
  }
  return { ...(status && { status }), ...(search && matches) }
}
