import { Export, User, inTransaction, recordAudit, refuseTooManyExports } from '@desideliver/db'
import { enqueue, writeExport } from '@desideliver/jobs'
import { auditedBy } from '../audited-by.ts'
import { staffProcedure } from '../trpc.ts'
import { ExportDto, toExportDto } from './export.dto.ts'
import { ExportRequest, readExportSubject } from './export-subject.ts'

export const requestExport = staffProcedure
  .meta({
    scope: 'orders:read',
    openapi: {
      method: 'POST',
      path: '/exports',
      tags: ['exports'],
      summary: 'Request an export',
      description:
        'It is written in the background: look at it until its status is finished, then download it. One person has at ' +
        'most five that are not finished. Exports are deleted after a week.',
      status: 202,
    },
  })
  .input(ExportRequest)
  .output(ExportDto)
  .mutation(({ ctx, input }) =>
    inTransaction(ctx.em, async (em) => {
      const subject = await readExportSubject(em, ctx, input)
      await refuseTooManyExports(em, ctx.user.id)
      await ctx.limits.consume('export', ctx.user.id)
      const requested = em.create(Export, {
        kind: input.kind,
        ...subject,
        requestedBy: em.getReference(User, ctx.user.id),
        rowsTotal: null,
        error: null,
        createdAt: ctx.now(),
        endedAt: null,
      })
      recordAudit(em, {
        ...auditedBy(ctx),
        action: 'exports.request',
        object: { type: 'export', id: requested.id },
        before: null,
        after: { ...input, fileName: subject.fileName },
      })
      await em.flush()
      await enqueue(ctx, em, { job: writeExport, payload: { exportId: requested.id } })
      return toExportDto(requested)
    }),
  )
