import { getOrder, orderCsv } from '@desideliver/db'
import { z } from 'zod'
import { FilePage } from '../rest-file.ts'
import { staffProcedure } from '../trpc.ts'

export const exportOrder = staffProcedure
  .meta({
    scope: 'orders:read',
    openapi: {
      method: 'GET',
      path: '/orders/{id}/export-csv',
      tags: ['orders'],
      summary: 'Export an order as CSV',
      description:
        'One line for each of its lines. Cells that a spreadsheet would run have an apostrophe in front. The name tells ' +
        'the number and the day of the order.',
      rawAnswer: { contentType: 'text/csv' },
    },
  })
  .input(z.strictObject({ id: z.uuid() }))
  .output(FilePage)
  .query(async ({ ctx, input }) => {
    const order = await getOrder(ctx.em, input.id, ctx.user)
    const { fileName, content } = orderCsv(order, ctx.policy.timeZone)
    return { fileName, csv: content, nextCursor: null }
  })
