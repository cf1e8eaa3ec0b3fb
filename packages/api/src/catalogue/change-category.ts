import {
  type Category,
  getCategoryForUpdate,
  inTransaction,
  recordAudit,
  slugTaken,
  staleVersion,
} from '@desideliver/db'
import { type EntityManager, UniqueConstraintViolationException } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import type { z } from 'zod'
import { difference } from '../difference.ts'
import type { StaffCategoryDto } from './category.dto.ts'
import { type StaffContext, auditedBy } from '../audited-by.ts'
import { readCategories } from './read-categories.ts'

interface CategoryChange {
  id: string
  /** As the audit calls it. */
  action: string
  /** What the caller has read, and which fields it edits; left out where it does not matter. */
  edited?: { version: number; fields: string[] }
  /** @returns what the audit keeps beside the changed fields */
  change: (em: EntityManager, category: Category) => Promise<object> | void
}

/** Every edit of a category goes through here: lock, version, rule and audit. One that changes nothing leaves no trace. */
export function changeCategory(ctx: StaffContext, asked: CategoryChange): Promise<z.infer<typeof StaffCategoryDto>> {
  const done = inTransaction(ctx.em, async (em) => {
    const category = await getCategoryForUpdate(em, asked.id)
    const before = categoryState(category)
    if (asked.edited && asked.edited.version !== category.version)
      throw await staleVersion(em, {
        object: { type: 'category', id: category.id },
        name: `${category.name} (${category.slug})`,
        edited: asked.edited.version,
        stored: category.version,
        state: before,
        fields: asked.edited.fields,
      })
    const more = await asked.change(em, category)
    await em.flush()
    const changes = difference(before, categoryState(category))
    if (changes)
      recordAudit(em, {
        ...auditedBy(ctx),
        action: asked.action,
        object: { type: 'category', id: category.id },
        before: changes.before,
        after: { ...changes.after, ...more },
      })
    return readCategory(em, category.id)
  })
  return done.catch(refuseTakenSlug)
}

export const categoryState = ({ name, slug, description, active, version }: Category) => ({
  name,
  slug,
  description,
  active,
  version,
})

export async function readCategory(em: EntityManager, id: string): Promise<z.infer<typeof StaffCategoryDto>> {
  const [category] = await readCategories(em, { where: sql`c.id = ${id}`, limit: 1 })
  if (!category) throw new Error(`The category ${id} is locked and yet not there`)
  return category
}

/** @throws DomainError SLUG_TAKEN in place of what the database says */
export function refuseTakenSlug(error: unknown): never {
  throw error instanceof UniqueConstraintViolationException ? slugTaken() : error
}
