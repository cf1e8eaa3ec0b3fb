import { InvalidInputError, addDays, businessDay, isStaff, readOrderStats } from '@desideliver/db'
import { z } from 'zod'
import { day, decimal, orderDay } from '../fields.ts'
import { signedInProcedure } from '../trpc.ts'
import { OrderCountsDto } from './order-page.ts'

const MOST_DAYS = 366
const USUAL_DAYS = 30

const sum = {
  orders: z.int(),
  cases: z.int(),
  amount: decimal.meta({ description: 'The subtotals, added up' }),
}

const OrderStatsDto = z
  .strictObject({
    from: day,
    to: day,
    ...sum,
    currency: z.string(),
    customers: z.int().nullable().meta({ description: 'How many ordered; `null` for customers' }),
    byStatus: OrderCountsDto.meta({ description: 'Also of cancelled orders, which all else leaves out' }),
    byDay: z.array(z.strictObject({ day, ...sum })).meta({ description: 'Every day of the range, oldest first' }),
    topProducts: z
      .array(z.strictObject({ productId: z.uuid(), itemCode: z.string(), name: z.string(), ...sum }))
      .meta({ description: 'At most ten: those of which most cases were ordered, most first' }),
  })
  .meta({ id: 'OrderStats' })

export const showOrderStats = signedInProcedure
  .meta({
    scope: 'orders:read',
    openapi: {
      method: 'GET',
      path: '/orders/stats',
      tags: ['orders'],
      summary: 'Show what was ordered in a range of days',
      description:
        `Customers see their own orders, staff all. Days are those of the business; the last ${USUAL_DAYS} unless told ` +
        `otherwise, ${MOST_DAYS} at most.`,
    },
  })
  .input(
    z.strictObject({
      from: orderDay.optional().meta({ description: 'The first day of placing' }),
      days: z.int().min(1).max(MOST_DAYS).default(USUAL_DAYS).meta({
        description: 'How many days end with the last one; not heeded where `from` is told',
      }),
      to: orderDay.optional().meta({ description: 'The last day, included; today unless told otherwise' }),
    }),
  )
  .output(OrderStatsDto)
  .query(async ({ ctx, input }) => {
    const { timeZone } = ctx.policy
    const to = input.to ?? businessDay(ctx.now(), timeZone)
    const from = input.from ?? addDays(to, 1 - input.days)
    requireRange(from, to)
    const staff = isStaff(ctx.user)
    const stats = await readOrderStats(ctx.em, { from, to, timeZone, customerId: staff ? null : ctx.user.id })
    return { from, to, currency: 'USD', ...stats, customers: staff ? stats.customers : null }
  })

function requireRange(from: string, to: string): void {
  const message = `It is a range of 1 to ${MOST_DAYS} days`
  if (from > to || addDays(from, MOST_DAYS) <= to)
    throw new InvalidInputError(`The input is not valid. from: ${message}`, [{ path: 'from', message }])
}
