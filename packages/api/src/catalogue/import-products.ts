import { MAX_ROWS, MOST_LISTED, importCatalogue, inTransaction, recordAudit, settleCatalogue } from '@desideliver/db'
import { z } from 'zod'
import { staffProcedure } from '../trpc.ts'
import { MAX_CSV, csvInput, withUpload } from './catalogue-upload.ts'
import { auditedBy } from '../audited-by.ts'

const RowRemarkDto = z
  .strictObject({
    row: z.int().meta({ description: 'As a spreadsheet counts: the header is row 1' }),
    itemCode: z.string(),
    reason: z.string(),
  })
  .meta({ id: 'RowRemark' })

const RowChangeDto = z
  .strictObject({
    row: z.int(),
    itemCode: z.string(),
    action: z.enum(['create', 'update']),
    fields: z
      .array(z.strictObject({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() }))
      .meta({ description: 'What changes; empty where the product is new' }),
  })
  .meta({ id: 'RowChange' })

const first = `the first ${MOST_LISTED}; POST /products/import/report has all`

const ImportResultDto = z
  .strictObject({
    rows: z.int(),
    created: z.int(),
    updated: z.int(),
    unchanged: z.int(),
    merged: z.int(),
    quarantined: z.int(),
    issues: z.array(RowRemarkDto).meta({ description: `The quarantined rows: ${first}` }),
    notes: z.array(RowRemarkDto).meta({
      description: `Rows stored, but not quite as they stand: merged, read otherwise, or sold meanwhile: ${first}`,
    }),
    changes: z
      .array(RowChangeDto)
      .nullable()
      .meta({ description: `Of a dry run, what would be created and changed: ${first}` }),
  })
  .meta({ id: 'ImportResult' })

export const importProducts = staffProcedure
  .meta({
    scope: 'catalogue:write',
    openapi: {
      method: 'POST',
      path: '/products/import',
      tags: ['products'],
      summary: 'Import a catalogue file',
      description:
        'Creates and updates products by item code in one transaction. `dryRun=true` only tells what would be. The ' +
        `file has at most ${MAX_CSV / 1024 / 1024} MB and ${MAX_ROWS.toLocaleString('en')} rows in UTF-8, with a header ` +
        'in any order: the supplier’s sheet, the short form (code, name, category, price, stock, minimum, multiple), ' +
        'or what GET /products/export-csv gives. What a file has no column for stays as it is, so that code and ' +
        'price, or code and stock, are enough to change those; an empty cell says: on request, not tracked. Stock ' +
        'that is sold during the import is taken off what the file says, and told in `notes`.',
      rawBody: { contentTypes: ['text/csv'], field: 'csv', limit: MAX_CSV },
    },
  })
  .input(z.strictObject({ csv: csvInput, dryRun: z.boolean().default(false) }))
  .output(ImportResultDto)
  .mutation(({ ctx, input: { csv, dryRun } }) =>
    withUpload(csv, async (read) => {
      const report = await inTransaction(ctx.em, async (em) => {
        const result = await importCatalogue(em, read(), { dryRun, by: ctx.user })
        const { issues: _issues, notes: _notes, changes: _changes, ...counts } = result
        if (!dryRun && counts.created + counts.updated > 0)
          recordAudit(em, {
            ...auditedBy(ctx),
            action: 'products.import',
            object: { type: 'catalogue', id: 'products' },
            before: null,
            after: counts,
          })
        return result
      })
      // What is stored stays stored, and what fails here mends itself.
      if (!dryRun)
        await settleCatalogue(ctx.em, report).catch((err: unknown) =>
          ctx.log.error({ err }, 'No vacuum after an import'),
        )
      return report
    }),
  )
