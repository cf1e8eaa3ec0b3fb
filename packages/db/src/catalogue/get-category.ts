import { type EntityManager, LockMode } from '@mikro-orm/postgresql'
import { Category } from './category.entity.ts'
import { categoryArchived, categoryNotFound } from './category.errors.ts'

export type CategoryRef = { id: string } | { slug: string }

/**
 * A category locked until the transaction ends: nothing else changes it, and no product comes into it.
 * @throws DomainError CATEGORY_NOT_FOUND
 */
export async function getCategoryForUpdate(em: EntityManager, id: string): Promise<Category> {
  const category = await em.findOne(Category, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE })
  if (!category) throw categoryNotFound(id)
  return category
}

/**
 * A category that products may come into, and that stays so until the transaction ends.
 * @throws DomainError CATEGORY_NOT_FOUND, CATEGORY_ARCHIVED
 */
export async function getOpenCategory(em: EntityManager, where: CategoryRef): Promise<Category> {
  const category = await em.findOne(Category, where, { lockMode: LockMode.PESSIMISTIC_READ, refresh: true })
  if (!category) throw categoryNotFound(Object.values(where).join())
  if (!category.active) throw categoryArchived(category)
  return category
}
