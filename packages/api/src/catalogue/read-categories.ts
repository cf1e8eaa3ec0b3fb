import type { EntityManager } from '@mikro-orm/postgresql'
import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { StaffCategoryDto } from './category.dto.ts'

type StaffCategory = z.infer<typeof StaffCategoryDto>

/** Categories as staff see them, in order of their names. */
export async function readCategories(
  em: EntityManager,
  { where, limit }: { where: RawBuilder<unknown>; limit: number },
): Promise<StaffCategory[]> {
  const { rows } = await sql<StaffCategory>`
    select c.id, c.name, c.slug, c.description, c.active, c.version,
      count(p.id) filter (where p.active)::int as "productCount",
      count(p.id) filter (where not p.active)::int as "archivedProductCount"
    from categories c left join products p on p.category_id = c.id
    where ${where} group by c.id order by c.name, c.id limit ${limit}
  `.execute(em.getKysely())
  return rows
}
