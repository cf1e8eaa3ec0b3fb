import { Export, exportStatuses } from '@desideliver/db'
import { z } from 'zod'
import { nextCursor, pageInput, pageOf, readCursor } from '../page.ts'
import { staffProcedure } from '../trpc.ts'
import { ExportDto, toExportDto } from './export.dto.ts'

const ORDER = 'exports:newest'

export const listExports = staffProcedure
  .meta({
    scope: 'orders:read',
    openapi: { method: 'GET', path: '/exports', tags: ['exports'], summary: 'List your exports, newest first' },
  })
  .input(z.strictObject({ status: z.enum(exportStatuses).optional(), ...pageInput }))
  .output(pageOf(ExportDto, 'ExportPage'))
  .query(async ({ ctx, input }) => {
    const page = await ctx.em.findByCursor(Export, {
      where: { requestedBy: ctx.user.id, ...(input.status && { status: input.status }) },
      orderBy: { id: 'desc' },
      first: input.limit,
      ...readCursor(input.cursor, ORDER, 1),
      includeCount: false,
    })
    return { items: page.items.map(toExportDto), nextCursor: nextCursor(page, ORDER) }
  })
