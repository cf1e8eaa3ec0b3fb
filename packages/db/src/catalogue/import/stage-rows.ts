import type { EntityManager } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { newId } from '../../ids.ts'
import { slugify } from '../slugify.ts'
import type { Column } from './catalogue-columns.ts'
import { type CatalogueFile, type RowOutcome, type RowRemark, readCatalogue } from './read-catalogue.ts'
import type { CatalogueItem } from './read-row.ts'

/** Rows sent in one statement: large enough to be fast, small enough to stay far from any limit. */
const CHUNK = 2_000

/** What was laid aside. */
export interface Staged {
  /** Data rows of the file. */
  rows: number
  /** What the file says anything of. */
  columns: ReadonlySet<Column>
}

/**
 * Lays the rows of a file beside the catalogue, in tables that live as long as the transaction: `staged_items`, one for
 * each code, with the product it is about and the stock that had then, and `staged_remarks`.
 */
export async function stageRows(em: EntityManager, file: CatalogueFile): Promise<Staged> {
  await createTables(em)
  let columns: ReadonlySet<Column> = new Set()
  let rows = 0
  const waiting: RowOutcome[] = []
  for await (const outcomes of readCatalogue(file, (known) => (columns = known))) {
    rows += 1
    waiting.push(...outcomes)
    if (waiting.length >= CHUNK) await stage(em, waiting.splice(0))
  }
  await stage(em, waiting)
  await matchProducts(em)
  return { rows, columns }
}

async function createTables(em: EntityManager): Promise<void> {
  const db = em.getKysely()
  await sql`
    create temporary table staged_items (
      id uuid, "row" int, item_code text primary key, name text, category text, category_slug text, brand text,
      featured boolean, units_per_case int, unit_size numeric(12, 3), unit text, price numeric(12, 2), stock_quantity int,
      min_order_quantity int, order_multiple int, description text, origin text, order_unit text,
      product_id uuid, base_stock int
    ) on commit drop
  `.execute(db)
  await sql`
    create temporary table staged_remarks ("row" int, item_code text, kind text, reason text) on commit drop
  `.execute(db)
}

/** In the order of the file: a row may stand in place of an earlier one of its code. */
async function stage(em: EntityManager, outcomes: RowOutcome[]): Promise<void> {
  const items = new Map<string, Record<string, unknown>>()
  const featured: string[] = []
  const remarks: (Omit<RowRemark, 'itemCode'> & { item_code: string; kind: string })[] = []
  for (const outcome of outcomes) {
    if (outcome.kind === 'item') items.set(outcome.item.itemCode, toStagedRow(outcome.item))
    else if (outcome.kind === 'featured') featured.push(outcome.itemCode)
    else remarks.push({ ...outcome.remark, item_code: outcome.remark.itemCode, kind: outcome.kind })
  }
  const db = em.getKysely()
  if (items.size > 0)
    await sql`
      insert into staged_items select * from jsonb_populate_recordset(null::staged_items, ${JSON.stringify([...items.values()])}::jsonb)
      on conflict (item_code) do update set (id, "row", name, category, category_slug, brand, featured, units_per_case,
        unit_size, unit, price, stock_quantity, min_order_quantity, order_multiple, description, origin, order_unit)
        = (select excluded.id, excluded."row", excluded.name, excluded.category, excluded.category_slug, excluded.brand,
          excluded.featured, excluded.units_per_case, excluded.unit_size, excluded.unit, excluded.price,
          excluded.stock_quantity, excluded.min_order_quantity, excluded.order_multiple, excluded.description,
          excluded.origin, excluded.order_unit)
    `.execute(db)
  if (featured.length > 0)
    await sql`update staged_items set featured = true where item_code = any(${featured}::text[])`.execute(db)
  if (remarks.length > 0)
    await sql`
      insert into staged_remarks select * from jsonb_populate_recordset(null::staged_remarks, ${JSON.stringify(remarks)}::jsonb)
    `.execute(db)
}

/** Notes which product each item is about. Nothing is locked yet: customers go on ordering. */
async function matchProducts(em: EntityManager): Promise<void> {
  const db = em.getKysely()
  await sql`
    update staged_items set product_id = products.id, base_stock = products.stock_quantity
    from products where products.item_code = staged_items.item_code
  `.execute(db)
  // Its slug stays when a category is renamed: it is known by either.
  await sql`
    update staged_items set category_slug = (select min(slug) from categories where name = category)
    where category in (select name from categories)
  `.execute(db)
  await sql`analyze staged_items`.execute(db)
}

const toStagedRow = ({ pack, category, ...item }: CatalogueItem): Record<string, unknown> => ({
  id: newId(),
  row: item.row,
  item_code: item.itemCode,
  name: item.name,
  category,
  category_slug: category === undefined ? undefined : slugify(category),
  brand: item.brand,
  featured: item.featured,
  units_per_case: pack?.unitsPerCase ?? null,
  unit_size: pack?.unitSize ?? null,
  unit: pack?.unit ?? null,
  price: item.price,
  stock_quantity: item.stockQuantity,
  min_order_quantity: item.minOrderQuantity,
  order_multiple: item.orderMultiple,
  description: item.description,
  origin: item.origin,
  order_unit: item.orderUnit,
})
