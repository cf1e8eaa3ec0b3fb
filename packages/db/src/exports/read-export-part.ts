import type { EntityManager } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import type { ExportStatus } from './export.entity.ts'
import { exportFailed, exportNotFound, exportNotReady } from './export.errors.ts'

interface WantedPart {
  id: string
  /** Whose export it must be. */
  requestedById: string
  /** From 0. */
  position: number
}

interface Row {
  file_name: string
  status: ExportStatus
  error: string | null
  parts: number
  content: string | null
}

/**
 * A part of a finished export.
 * @returns `next` is the position of the part after it; null at the end
 * @throws DomainError EXPORT_NOT_FOUND also where it is another's or being deleted, EXPORT_NOT_READY, EXPORT_FAILED
 */
export async function readExportPart(
  em: EntityManager,
  { id, requestedById, position }: WantedPart,
): Promise<{ fileName: string; content: string; next: number | null }> {
  const { rows } = await sql<Row>`
    select file_name, status, error, parts, content
    from exports left join export_parts on export_id = id and position = ${position}
    where id = ${id} and requested_by_id = ${requestedById}
  `.execute(em.getKysely())
  const [row] = rows
  if (!row) throw exportNotFound(id)
  if (row.status === 'failed') throw exportFailed(row.error)
  if (row.status !== 'finished') throw exportNotReady(row.status)
  if (row.content === null) throw exportNotFound(id)
  return { fileName: row.file_name, content: row.content, next: position + 1 < row.parts ? position + 1 : null }
}
