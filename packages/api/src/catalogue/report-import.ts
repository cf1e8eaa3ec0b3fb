import { businessDay, importCatalogue, importReportCsv, inTransaction } from '@desideliver/db'
import { z } from 'zod'
import { FilePage } from '../rest-file.ts'
import { staffProcedure } from '../trpc.ts'
import { MAX_CSV, csvInput, withUpload } from './catalogue-upload.ts'

export const reportImport = staffProcedure
  .meta({
    scope: 'catalogue:write',
    openapi: {
      method: 'POST',
      path: '/products/import/report',
      tags: ['products'],
      summary: 'Try a catalogue file, and report on its rows as CSV',
      description:
        'Nothing is stored. One line for each row that is quarantined, merged or read otherwise, and for each field ' +
        'that would change: Row, Item Code, Result, Field, From, To, Reason.',
      rawBody: { contentTypes: ['text/csv'], field: 'csv', limit: MAX_CSV },
      rawAnswer: { contentType: 'text/csv' },
    },
  })
  .input(z.strictObject({ csv: csvInput }))
  .output(FilePage)
  .mutation(({ ctx, input: { csv } }) =>
    withUpload(csv, (read) =>
      inTransaction(ctx.em, async (em) => {
        await importCatalogue(em, read(), { dryRun: true, by: ctx.user })
        const day = businessDay(ctx.now(), ctx.policy.timeZone).replaceAll('-', '')
        return { fileName: `DesiDeliver_ImportReport_${day}.csv`, csv: await importReportCsv(em), nextCursor: null }
      }),
    ),
  )
