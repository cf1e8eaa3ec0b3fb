import type { EntityManager } from '@mikro-orm/postgresql'
import { Export } from './export.entity.ts'
import { exportNotFound } from './export.errors.ts'

/**
 * An export of the one who asks.
 * @throws DomainError EXPORT_NOT_FOUND also where it is another's
 */
export async function getExport(em: EntityManager, id: string, actor: { id: string }): Promise<Export> {
  const found = await em.findOne(Export, { id, requestedBy: actor.id })
  if (!found) throw exportNotFound(id)
  return found
}
