import type { EntityManager } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import type { Category } from './category.entity.ts'

/**
 * Moves all products of a category into another, archived ones too.
 * @returns how many there were
 */
export async function moveProducts(em: EntityManager, from: Category, to: Category): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    with locked as materialized (
      select id from products where category_id = ${from.id} order by id for no key update
    )
    update products set category_id = ${to.id}, version = version + 1, updated_at = now()
    from locked where products.id = locked.id returning products.id
  `.execute(em.getKysely())
  return rows.length
}
