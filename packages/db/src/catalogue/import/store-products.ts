import type { EntityManager } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { newId } from '../../ids.ts'

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

/**
 * Creates what is new, and writes its stock down. In the order of names, so that products that share words lie together
 * in the table: a search and a page of the list then read few of its pages.
 */
export async function createProducts(em: EntityManager, by: { id: string } | null): Promise<void> {
  await sql`
    with created as (
      insert into products (
        id, item_code, name, category_id, brand, featured, units_per_case, unit_size, unit, price, stock_quantity,
        min_order_quantity, order_multiple, description, origin, order_unit, created_at, updated_at
      )
      select change.id, item_code, change.name, categories.id, brand, featured, units_per_case, unit_size, unit, price,
        stock_quantity, min_order_quantity, order_multiple, change.description, origin, order_unit, now(), now()
      from staged_changes change join categories on categories.slug = change.category_slug
      where product_id is null order by change.name, change.id
      returning id, stock_quantity
    )
    insert into stock_changes (product_id, delta, balance, kind, changed_by_id)
    select id, stock_quantity, stock_quantity, 'import', ${by?.id ?? null}::uuid from created where stock_quantity is not null
  `.execute(em.getKysely())
}

/**
 * Locks what will change, in the order every other writer locks it, and changes it. Stock that was sold, or came back,
 * since the file was laid aside is taken off what the file says, and remarked on. An archived product stays archived.
 */
export async function updateProducts(em: EntityManager, by: { id: string } | null): Promise<void> {
  const db = em.getKysely()
  await sql`
    create temporary table changing on commit drop as
    select change.*, stock_quantity as file_stock from staged_changes change
    where product_id is not null and differences <> '[]'
  `.execute(db)
  await sql`
    select products.id from products join changing on changing.product_id = products.id
    order by products.id for no key update of products
  `.execute(db)
  await takeOffSales(em)
  await sql`
    with before as (select id, stock_quantity from products where id in (select product_id from changing)),
    updated as (
      update products set
        name = changing.name, category_id = categories.id, brand = changing.brand, featured = changing.featured,
        units_per_case = changing.units_per_case, unit_size = changing.unit_size, unit = changing.unit,
        price = changing.price, stock_quantity = changing.stock_quantity,
        min_order_quantity = changing.min_order_quantity, order_multiple = changing.order_multiple,
        description = changing.description, origin = changing.origin, order_unit = changing.order_unit,
        version = products.version + 1, updated_at = now()
      from changing join categories on categories.slug = changing.category_slug
      where products.id = changing.product_id
      returning products.id, products.stock_quantity
    )
    insert into stock_changes (product_id, delta, balance, kind, changed_by_id)
    select id, coalesce(updated.stock_quantity, 0) - coalesce(before.stock_quantity, 0), updated.stock_quantity, 'import',
      ${by?.id ?? null}::uuid
    from updated join before using (id) where updated.stock_quantity is distinct from before.stock_quantity
  `.execute(db)
}

/** Stock of the file, less what was sold since it was laid aside. */
async function takeOffSales(em: EntityManager): Promise<void> {
  await sql`
    with moved_meanwhile as (
      update changing set stock_quantity = greatest(0, file_stock + products.stock_quantity - base_stock)
      from products where products.id = product_id and file_stock is not null
        and products.stock_quantity <> base_stock
      returning "row", changing.item_code, file_stock, changing.stock_quantity, products.stock_quantity - base_stock as moved
    )
    insert into staged_remarks
    select "row", item_code, 'adjusted', format('stock moved by %s while the file was imported: %s was stored, not %s',
      moved, stock_quantity, file_stock) from moved_meanwhile
  `.execute(em.getKysely())
}

/** Makes the words of new names known to search, and counts anew how many names bear each: of one that was mended none. */
export async function storeSearchWords(em: EntityManager): Promise<void> {
  await sql`
    with counted as materialized (
      select word, ndoc from ts_stat('select search_vector from products') where word !~ '[0-9]'
    ),
    forgotten as (
      update search_words set names = 0
      where names > 0 and not exists (select from counted where counted.word = search_words.word)
    )
    insert into search_words (word, skeleton, names)
    select word, search_skeleton(word), ndoc from counted order by word
    on conflict (word) do update set names = excluded.names where search_words.names <> excluded.names
  `.execute(em.getKysely())
}
