import { businessDay, readOrderSummary } from '@desideliver/db'
import { z } from 'zod'
import { cursorAt, pageInput, readPosition } from '../page.ts'
import { FilePage } from '../rest-file.ts'
import { customerProcedure } from '../trpc.ts'
import { orderFilterInput } from './order-page.ts'

const ORDER = 'orders:summary-export'

export const exportOrderSummary = customerProcedure
  .meta({
    scope: 'orders:read',
    openapi: {
      method: 'GET',
      path: '/orders/summary/export-csv',
      tags: ['orders'],
      summary: 'Export your orders as CSV',
      description:
        'One line for each order, newest first; `Total Items` are cases. tRPC answers in parts: ask again with `nextCursor`.',
      rawAnswer: { contentType: 'text/csv' },
    },
  })
  .input(z.strictObject({ ...orderFilterInput, cursor: pageInput.cursor }))
  .output(FilePage)
  .query(async ({ ctx, input: { cursor, ...wanted } }) => {
    const { timeZone } = ctx.policy
    const filter = { ...wanted, customerId: ctx.user.id, timeZone }
    const { csv, after } = await readOrderSummary(ctx.em, filter, readPosition(cursor, ORDER, 1)?.[0] ?? null)
    const today = businessDay(ctx.now(), timeZone).replaceAll('-', '')
    return { fileName: `DesiDeliver_OrderSummary_${today}.csv`, csv, nextCursor: after && cursorAt(ORDER, [after]) }
  })
