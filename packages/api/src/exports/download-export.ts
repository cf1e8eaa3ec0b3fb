import { readExportPart } from '@desideliver/db'
import { z } from 'zod'
import { cursorAt, invalidCursor, pageInput, readPosition } from '../page.ts'
import { FilePage } from '../rest-file.ts'
import { staffProcedure } from '../trpc.ts'

const ORDER = 'exports:download'

export const downloadExport = staffProcedure
  .meta({
    scope: 'orders:read',
    openapi: {
      method: 'GET',
      path: '/exports/{id}/download',
      tags: ['exports'],
      summary: 'Download a finished export of yours',
      description: 'tRPC answers in parts: ask again with `nextCursor`.',
      rawAnswer: { contentType: 'text/csv' },
    },
  })
  .input(z.strictObject({ id: z.uuid(), cursor: pageInput.cursor }))
  .output(FilePage)
  .query(async ({ ctx, input: { id, cursor } }) => {
    const position = readStart(cursor, id)
    const { fileName, content, next } = await readExportPart(ctx.em, { id, requestedById: ctx.user.id, position })
    return { fileName, csv: content, nextCursor: next === null ? null : cursorAt(ORDER, [String(next), id]) }
  })

function readStart(cursor: string | undefined, id: string): number {
  const values = readPosition(cursor, ORDER, 2)
  if (!values) return 0
  const [position = '', of] = values
  if (of !== id || !/^\d{1,9}$/.test(position)) throw invalidCursor()
  return Number(position)
}
