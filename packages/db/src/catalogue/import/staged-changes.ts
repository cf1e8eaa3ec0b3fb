import type { EntityManager } from '@mikro-orm/postgresql'
import { type RawBuilder, sql } from 'kysely'
import type { Column } from './catalogue-columns.ts'

/** Columns of a product that an import may change, and what it makes of each. */
type NewValues = Record<string, RawBuilder<unknown>>

/** What the file says nothing of stays; what it says of a product nobody had is taken as it is. */
function newValues(columns: ReadonlySet<Column>): NewValues {
  const given = (column: Column, value: string, fallback: string): RawBuilder<unknown> =>
    columns.has(column) ? sql.raw(`staged.${value}`) : sql.raw(fallback)
  const renamed = 'staged.name is distinct from product.name'
  /** Read from the name: what staff have said since stays until the name is another. */
  const ofName = (column: string, known: string): RawBuilder<unknown> =>
    columns.has('name')
      ? sql.raw(`case when product.id is null or ${renamed} then staged.${column} else ${known} end`)
      : sql.raw(`product.${column}`)
  const pack = (column: string): RawBuilder<unknown> =>
    columns.has('unit') ? sql.raw(`staged.${column}`) : ofName(column, `product.${column}`)
  return {
    name: given('name', 'name', 'product.name'),
    // Two categories may have one name: a product in one of them is where the file says.
    category_slug: columns.has('category')
      ? sql`case when category.name = staged.category then category.slug else staged.category_slug end`
      : sql`category.slug`,
    brand: columns.has('brand')
      ? sql`staged.brand`
      : columns.has('name')
        ? sql.raw(
            `case when ${renamed} then coalesce(staged.brand, product.brand) else coalesce(product.brand, staged.brand) end`,
          )
        : sql`product.brand`,
    featured: columns.has('featured')
      ? sql`staged.featured`
      : sql`staged.featured or coalesce(product.featured, false)`,
    units_per_case: pack('units_per_case'),
    unit_size: pack('unit_size'),
    unit: pack('unit'),
    price: given('price', 'price', 'product.price'),
    stock_quantity: given('stock', 'stock_quantity', 'product.stock_quantity'),
    min_order_quantity: sql`coalesce(staged.min_order_quantity, product.min_order_quantity, 1)`,
    order_multiple: sql`coalesce(staged.order_multiple, product.order_multiple, 1)`,
    description: given('description', 'description', `coalesce(product.description, '')`),
    origin: given('origin', 'origin', 'product.origin'),
    order_unit: sql`coalesce(staged.order_unit, product.order_unit, 'case')`,
  }
}

const old = (column: string): RawBuilder<unknown> =>
  column === 'category_slug' ? sql`category.slug` : sql.raw(`product.${column}`)

/**
 * Opens the view `staged_changes`, which alone says what an import makes of each item: every column as it will be, and
 * in `differences` those that differ from what is stored, `[{ field, from, to }]`, empty where nothing does. Items that
 * cannot be stored become remarks.
 */
export async function openStagedChanges(em: EntityManager, columns: ReadonlySet<Column>): Promise<void> {
  const db = em.getKysely()
  const values = Object.entries(newValues(columns))
  const asColumns = values.map(([column, value]) => sql`${value} as ${sql.id(column)}`)
  const differences = values.map(
    ([column, value]) => sql`case when ${old(column)} is distinct from (${value})
      then jsonb_build_object('field', ${sql.lit(column)}, 'from', ${old(column)}, 'to', ${value}) end`,
  )
  await quarantineUnknown(em, columns)
  await sql`
    create temporary view staged_changes as
    select staged.id, staged."row", staged.item_code, staged.category, staged.product_id, staged.base_stock, ${sql.join(asColumns)},
      case when product.id is null then '[]'
        else jsonb_path_query_array(jsonb_build_array(${sql.join(differences)}), '$[*] ? (@ != null)') end as differences
    from staged_items staged
    left join products product on product.id = staged.product_id
    left join categories category on category.id = product.category_id
  `.execute(db)
  await quarantineArchived(em)
}

/** What is new must say what it is. */
async function quarantineUnknown(em: EntityManager, columns: ReadonlySet<Column>): Promise<void> {
  if (columns.has('name') && columns.has('category')) return
  await sql`
    with unknown as (delete from staged_items where product_id is null returning "row", item_code)
    insert into staged_remarks select "row", item_code, 'quarantined',
      'no product has this item code, and to create one the file needs its name and category' from unknown
  `.execute(em.getKysely())
}

/** Nothing comes into a category that staff have taken off sale. */
async function quarantineArchived(em: EntityManager): Promise<void> {
  await sql`
    with refused as (
      delete from staged_items where item_code in (
        select item_code from staged_changes change join categories on categories.slug = change.category_slug
        where not categories.active
          and (product_id is null or exists (select from jsonb_array_elements(differences) as d where d ->> 'field' = 'category_slug'))
      ) returning "row", item_code, category
    )
    insert into staged_remarks
    select "row", item_code, 'quarantined', format('the category %s is archived: restore it first', category) from refused
  `.execute(em.getKysely())
}
