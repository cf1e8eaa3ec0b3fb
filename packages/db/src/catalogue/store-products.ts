import type { EntityManager } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { newId } from '../ids.ts'

/** Makes the categories that staged items name and the catalogue does not have. */
export async function storeCategories(em: EntityManager): Promise<void> {
  const db = em.getKysely()
  const missing = await sql<{ slug: string; name: string }>`
    select category_slug as slug, min(category) as name from staged_items
    where category_slug not in (select slug from categories)
    group by category_slug order by category_slug
  `.execute(db)
  for (const { slug, name } of missing.rows)
    await sql`
      insert into categories (id, name, slug, created_at, updated_at) values (${newId()}, ${name}, ${slug}, now(), now())
      on conflict (slug) do nothing
    `.execute(db)
}

/** Makes the words of new names known to search. */
export async function storeSearchWords(em: EntityManager): Promise<void> {
  await sql`
    insert into search_words (word, skeleton, in_names)
    select word, search_skeleton(word), true from ts_stat('select search_vector from products') where word !~ '[0-9]'
    on conflict (word) do update set in_names = true where not search_words.in_names
  `.execute(em.getKysely())
}

/** Creates and updates what `staged_changes` calls for. An archived product stays archived. */
export async function storeProducts(em: EntityManager): Promise<void> {
  await sql`
    insert into products as product (
      id, item_code, name, category_id, brand, featured, units_per_case, unit_size, unit, price, stock_quantity,
      created_at, updated_at
    )
    select staged.id, staged.item_code, staged.name, categories.id, staged.brand, staged.featured, staged.units_per_case,
      staged.unit_size, staged.unit, staged.price, staged.stock_quantity, now(), now()
    from staged_changes as staged join categories on categories.slug = staged.category_slug
    where staged.product_id is null or staged.changed
    order by staged.product_id nulls last, staged.id
    on conflict (item_code) do update set
      name = excluded.name,
      category_id = excluded.category_id,
      brand = coalesce(excluded.brand, product.brand),
      featured = product.featured or excluded.featured,
      units_per_case = excluded.units_per_case,
      unit_size = excluded.unit_size,
      unit = excluded.unit,
      price = excluded.price,
      stock_quantity = excluded.stock_quantity,
      version = product.version + 1,
      updated_at = now()
  `.execute(em.getKysely())
}
