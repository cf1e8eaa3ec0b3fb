import { importCatalogue, inTransaction, recordAudit } from '@desideliver/db'
import { z } from 'zod'
import { staffProcedure } from '../trpc.ts'

const RowRemarkDto = z
  .strictObject({
    row: z.int().meta({ description: 'As a spreadsheet counts: the header is row 1' }),
    itemCode: z.string(),
    reason: z.string(),
  })
  .meta({ id: 'RowRemark' })

const ImportResultDto = z
  .strictObject({
    rows: z.int(),
    created: z.int(),
    updated: z.int(),
    unchanged: z.int(),
    merged: z.int(),
    quarantined: z.int(),
    issues: z.array(RowRemarkDto).meta({ description: 'The quarantined rows' }),
    notes: z.array(RowRemarkDto).meta({ description: 'Rows stored, but merged or read otherwise than they stand' }),
  })
  .meta({ id: 'ImportResult' })

/** 100,000 rows of a catalogue are about 8 MB. */
const MAX_CSV = 32 * 1024 * 1024

export const importProducts = staffProcedure
  .meta({
    scope: 'catalogue:write',
    openapi: {
      method: 'POST',
      path: '/products/import',
      tags: ['products'],
      summary: 'Import a catalogue file',
      description:
        'Creates and updates products by item code in one transaction. `dryRun=true` only tells what would be.',
      rawBody: { contentType: 'text/csv', field: 'csv', limit: MAX_CSV },
    },
  })
  .input(z.strictObject({ csv: z.string().max(MAX_CSV), dryRun: z.boolean().default(false) }))
  .output(ImportResultDto)
  .mutation(({ ctx, input }) =>
    inTransaction(ctx.em, async (em) => {
      const result = await importCatalogue(em, input.csv, input.dryRun)
      const { issues: _issues, notes: _notes, ...counts } = result
      if (!input.dryRun && counts.created + counts.updated > 0)
        recordAudit(em, {
          by: ctx.user,
          apiKeyId: ctx.apiKeyId,
          requestId: ctx.requestId,
          now: ctx.now(),
          action: 'products.import',
          object: { type: 'catalogue', id: 'products' },
          before: null,
          after: counts,
        })
      return result
    }),
  )
