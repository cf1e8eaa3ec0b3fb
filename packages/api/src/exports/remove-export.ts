import { Export, exportNotFound, getExport, inTransaction, recordAudit } from '@desideliver/db'
import { z } from 'zod'
import { auditedBy } from '../audited-by.ts'
import { staffProcedure } from '../trpc.ts'
import { ExportDto, toExportDto } from './export.dto.ts'

export const removeExport = staffProcedure
  .meta({
    scope: 'orders:read',
    openapi: {
      method: 'DELETE',
      path: '/exports/{id}',
      tags: ['exports'],
      summary: 'Delete an export of yours',
      description: 'One that is still being written is stopped.',
    },
  })
  .input(z.strictObject({ id: z.uuid() }))
  .output(ExportDto)
  .mutation(({ ctx, input }) =>
    inTransaction(ctx.em, async (em) => {
      const found = await getExport(em, input.id, ctx.user)
      const { id, fileName, status } = found
      // Of two at once the second finds nothing left.
      if ((await em.nativeDelete(Export, { id })) === 0) throw exportNotFound(id)
      recordAudit(em, {
        ...auditedBy(ctx),
        action: 'exports.remove',
        object: { type: 'export', id },
        before: { fileName, status },
        after: null,
      })
      return toExportDto(found)
    }),
  )
