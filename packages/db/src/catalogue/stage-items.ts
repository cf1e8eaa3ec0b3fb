import type { EntityManager } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { newId } from '../ids.ts'
import { slugify } from './slugify.ts'
import type { CatalogueItem } from './read-row.ts'

/** Rows sent in one statement: large enough to be fast, small enough to stay far from any limit. */
const CHUNK = 5_000

/**
 * Lays the items beside the catalogue in a table that lives as long as the transaction, locks the
 * products they will change in the order every other writer locks them, and opens the view
 * `staged_changes`, which alone says what counts as a change.
 */
export async function stageItems(em: EntityManager, items: readonly CatalogueItem[]): Promise<void> {
  const db = em.getKysely()
  await sql`
    create temporary table staged_items (
      id uuid, item_code text primary key, name text, category text, category_slug text, brand text, featured boolean,
      units_per_case int, unit_size numeric(12, 3), unit text, price numeric(12, 2), stock_quantity int
    ) on commit drop
  `.execute(db)
  for (let start = 0; start < items.length; start += CHUNK) {
    const chunk = JSON.stringify(items.slice(start, start + CHUNK).map(toStagedRow))
    await sql`
      insert into staged_items select * from jsonb_populate_recordset(null::staged_items, ${chunk}::jsonb)
    `.execute(db)
  }
  await sql`
    select products.id from products join staged_items using (item_code) order by products.id for no key update of products
  `.execute(db)
  await sql`
    create temporary view staged_changes as
    select staged_items.*, products.id as product_id,
      (products.name, categories.slug, products.brand, products.featured, products.units_per_case, products.unit_size,
       products.unit, products.price, products.stock_quantity)
      is distinct from
      (staged_items.name, staged_items.category_slug, coalesce(staged_items.brand, products.brand),
       staged_items.featured or products.featured, staged_items.units_per_case, staged_items.unit_size,
       staged_items.unit, staged_items.price, staged_items.stock_quantity) as changed
    from staged_items
    left join products using (item_code)
    left join categories on categories.id = products.category_id
  `.execute(db)
}

const toStagedRow = ({ pack, category, ...item }: CatalogueItem): Record<string, unknown> => ({
  id: newId(),
  item_code: item.itemCode,
  name: item.name,
  category,
  category_slug: slugify(category),
  brand: item.brand,
  featured: item.featured,
  units_per_case: pack?.unitsPerCase ?? null,
  unit_size: pack?.unitSize ?? null,
  unit: pack?.unit ?? null,
  price: item.price,
  stock_quantity: item.stockQuantity,
})
