import { getExport } from '@desideliver/db'
import { z } from 'zod'
import { staffProcedure } from '../trpc.ts'
import { ExportDto, toExportDto } from './export.dto.ts'

export const showExport = staffProcedure
  .meta({
    scope: 'orders:read',
    openapi: {
      method: 'GET',
      path: '/exports/{id}',
      tags: ['exports'],
      summary: 'Show an export of yours',
      description: '`rowsDone` of `rowsTotal` lines are written.',
    },
  })
  .input(z.strictObject({ id: z.uuid() }))
  .output(ExportDto)
  .query(async ({ ctx, input }) => toExportDto(await getExport(ctx.em, input.id, ctx.user)))
