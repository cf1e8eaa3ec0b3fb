import { businessDay, exportProducts as readExport } from '@desideliver/db'
import { z } from 'zod'
import { cursorAt, pageInput, readPosition } from '../page.ts'
import { FilePage } from '../rest-file.ts'
import { staffProcedure } from '../trpc.ts'

const ORDER = 'products:export'

export const exportProducts = staffProcedure
  .meta({
    scope: 'catalogue:read',
    openapi: {
      method: 'GET',
      path: '/products/export-csv',
      tags: ['products'],
      summary: 'Export the catalogue as CSV',
      description:
        'All products, archived ones too, as POST /products/import takes them back unchanged. Cells that a ' +
        'spreadsheet would run have an apostrophe in front, which the import takes away. tRPC answers in parts: ask ' +
        'again with `nextCursor`.',
      rawAnswer: { contentType: 'text/csv' },
    },
  })
  .input(z.strictObject({ cursor: pageInput.cursor }))
  .output(FilePage)
  .query(async ({ ctx, input: { cursor } }) => {
    const { csv, after } = await readExport(ctx.em, readPosition(cursor, ORDER, 1)?.[0] ?? null)
    const day = businessDay(ctx.now(), ctx.policy.timeZone).replaceAll('-', '')
    return { fileName: `DesiDeliver_Products_${day}.csv`, csv, nextCursor: after && cursorAt(ORDER, [after]) }
  })
