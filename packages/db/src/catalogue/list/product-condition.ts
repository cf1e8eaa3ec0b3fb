import { type RawBuilder, sql } from 'kysely'
import { type Availability, LOW_STOCK_CASES } from '../product.entity.ts'

/** What narrows a list of products, beside the words of a search. */
export interface ProductFilter {
  /** Slug or id. */
  category?: string | undefined
  availability?: Availability | undefined
  brand?: string | undefined
  featured?: boolean | undefined
  /** On sale or archived; both where null. On sale unless told otherwise. */
  active?: boolean | null | undefined
}

type Condition = RawBuilder<unknown>

const stockOf: Record<Availability, Condition> = {
  in_stock: sql`stock_quantity >= ${LOW_STOCK_CASES}`,
  low_stock: sql`stock_quantity between 1 and ${LOW_STOCK_CASES - 1}`,
  out_of_stock: sql`stock_quantity = 0`,
  confirm_on_order: sql`stock_quantity is null`,
}

const isUuid = (text: string): boolean => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text)

/** The filter as a condition on `products`. */
export function productCondition(filter: ProductFilter): Condition {
  const { category, availability, brand, featured, active = true } = filter
  const conditions = [sql`true`]
  if (active !== null) conditions.push(active ? sql`active` : sql`not active`)
  if (category !== undefined)
    conditions.push(
      sql`category_id = (select id from categories where ${isUuid(category) ? sql`id` : sql`slug`} = ${category})`,
    )
  if (availability) conditions.push(stockOf[availability])
  if (brand !== undefined) conditions.push(sql`brand = ${brand}`)
  if (featured !== undefined) conditions.push(sql`featured = ${featured}`)
  return sql.join(conditions, sql` and `)
}
