import { businessDay, orderLinesFileName, readOrderLines } from '@desideliver/db'
import { z } from 'zod'
import { orderDay } from '../fields.ts'
import { cursorAt, invalidCursor, pageInput, readPosition } from '../page.ts'
import { FilePage } from '../rest-file.ts'
import { staffProcedure } from '../trpc.ts'

const ORDER = 'orders:daily-export'

export const exportDailyOrders = staffProcedure
  .meta({
    scope: 'orders:read',
    openapi: {
      method: 'GET',
      path: '/orders/daily/export-csv',
      tags: ['orders'],
      summary: 'Export a day’s orders as CSV',
      description:
        'One line for each line of the orders placed that day, in the order of placing; cancelled orders are left out, for ' +
        'the file is what is picked and delivered from. A day without orders is a file with nothing but its header. tRPC ' +
        'answers in parts: ask again with `nextCursor`.',
      rawAnswer: { contentType: 'text/csv' },
    },
  })
  .input(
    z.strictObject({
      date: orderDay.optional().meta({ description: 'Today where left out' }),
      cursor: pageInput.cursor,
    }),
  )
  .output(FilePage)
  .query(async ({ ctx, input }) => {
    const { timeZone } = ctx.policy
    const start = readStart(input.cursor)
    if (start && input.date !== undefined && input.date !== start.date) throw invalidCursor()
    // Parts of one file are of one day, also over midnight.
    const date = input.date ?? start?.date ?? businessDay(ctx.now(), timeZone)
    const days = { from: date, to: date, timeZone }
    const { csv, after } = await readOrderLines(ctx.em, days, start?.after ?? null)
    const nextCursor = after && cursorAt(ORDER, [date, String(after.position), after.orderId])
    return { fileName: orderLinesFileName(days), csv, nextCursor }
  })

const Position = z.tuple([orderDay, z.string().regex(/^\d{1,9}$/), z.uuid()])

function readStart(cursor: string | undefined) {
  const values = readPosition(cursor, ORDER, 3)
  if (!values) return null
  const position = Position.safeParse(values)
  if (!position.success) throw invalidCursor()
  const [date, line, orderId] = position.data
  return { date, after: { orderId, position: Number(line) } }
}
