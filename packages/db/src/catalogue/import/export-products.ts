import type { EntityManager } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { csvLines } from '../../csv-cells.ts'

/** As an import reads them. */
const header = [
  'item_code',
  'name',
  'category',
  'brand',
  'origin',
  'description',
  'units_per_case',
  'unit_size',
  'unit',
  'order_unit',
  'price',
  'currency',
  'stock',
  'minimum',
  'multiple',
  'featured',
  'active',
]

const PAGE = 2_000

export interface ProductExportPage {
  csv: string
  /** Id of the last product; null at the end. */
  after: string | null
}

/**
 * A part of the catalogue, archived products too, that an import takes back unchanged. By id, so that no connection is
 * held while a slow reader takes it, and each product that was there at the beginning comes once.
 * @param after of the part before; null for the first, which has the header
 */
export async function exportProducts(em: EntityManager, after: string | null): Promise<ProductExportPage> {
  const { rows } = await sql<{ id: string; line: (string | null)[] }>`
    select products.id, array[
      item_code, products.name, categories.name, brand, origin, products.description, units_per_case::text,
      trim_scale(unit_size)::text, unit, order_unit, price::text, currency, stock_quantity::text,
      min_order_quantity::text, order_multiple::text, upper(featured::text), upper(products.active::text)
    ] as line
    from products join categories on categories.id = category_id
    where products.id > coalesce(${after}::uuid, '00000000-0000-0000-0000-000000000000')
    order by products.id limit ${PAGE}
  `.execute(em.getKysely())
  const lines = rows.map(({ line }) => line)
  return {
    csv: csvLines(after === null ? [header, ...lines] : lines),
    after: rows.length === PAGE ? (rows.at(-1)?.id ?? null) : null,
  }
}
