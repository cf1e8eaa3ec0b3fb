import { EXPORTS_KEPT_DAYS, type Export, exportKinds, exportStatuses } from '@desideliver/db'
import { z } from 'zod'
import { day, moment } from '../fields.ts'

const DAY_MS = 24 * 60 * 60_000

export const ExportDto = z
  .strictObject({
    id: z.uuid(),
    kind: z.enum(exportKinds),
    status: z.enum(exportStatuses),
    fileName: z.string().meta({ example: 'DesiDeliver_Orders_20260301_20260331.csv' }),
    orderId: z.uuid().nullable().meta({ description: 'Of kind order-csv' }),
    from: day.nullable().meta({ description: 'The first day of placing' }),
    to: day.nullable().meta({ description: 'The last day, included' }),
    rowsDone: z.int().meta({ description: 'Lines of orders that are written' }),
    rowsTotal: z.int().nullable().meta({ description: 'Lines there are; null until it runs' }),
    sizeBytes: z.int(),
    error: z.string().nullable().meta({ description: 'Why it failed, or why it is tried again' }),
    createdAt: moment,
    endedAt: moment.nullable(),
    expiresAt: moment.meta({ description: 'It is deleted in the night that follows' }),
  })
  .meta({ id: 'Export' })

export function toExportDto(found: Export): z.infer<typeof ExportDto> {
  const { id, kind, status, fileName, order, firstDay, lastDay, rowsDone, rowsTotal, sizeBytes, error } = found
  const { createdAt, endedAt } = found
  return {
    id,
    kind,
    status,
    fileName,
    orderId: order?.id ?? null,
    from: firstDay,
    to: lastDay,
    rowsDone,
    rowsTotal,
    sizeBytes,
    error,
    createdAt,
    endedAt,
    expiresAt: new Date(createdAt.getTime() + EXPORTS_KEPT_DAYS * DAY_MS),
  }
}
