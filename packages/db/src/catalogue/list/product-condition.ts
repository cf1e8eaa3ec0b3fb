import type { EntityManager } from '@mikro-orm/postgresql'
import { type RawBuilder, sql } from 'kysely'
import { categoryNotFound } from '../category.errors.ts'
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

export const isUuid = (text: string): boolean => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text)

const categoryNamed = (category: string): Condition =>
  sql`select id from categories where ${isUuid(category) ? sql`id` : sql`slug`} = ${category}`

/**
 * Tells an empty shelf from one that there is not, as a misspelt slug names.
 * @param category slug or id
 * @throws DomainError CATEGORY_NOT_FOUND
 */
export async function requireCategory(em: EntityManager, category: string): Promise<void> {
  const { rows } = await categoryNamed(category).execute(em.getKysely())
  if (rows.length === 0) throw categoryNotFound(category)
}

/** The filter as a condition on `products`. */
export function productCondition(filter: ProductFilter): Condition {
  const { category, availability, brand, featured, active = true } = filter
  const conditions = [sql`true`]
  if (active !== null) conditions.push(active ? sql`active` : sql`not active`)
  if (category !== undefined) conditions.push(sql`category_id = (${categoryNamed(category)})`)
  if (availability) conditions.push(stockOf[availability])
  if (brand !== undefined) conditions.push(sql`brand = (${spelledLike(brand)})`)
  if (featured !== undefined) conditions.push(sql`featured = ${featured}`)
  return sql.join(conditions, sql` and `)
}

/** As products spell a brand that was typed in any case; from one brand to the next by the index. */
const spelledLike = (brand: string): Condition => sql`
  with recursive brands as (
    (select brand from products where brand is not null order by brand limit 1)
    union all
    select (select brand from products where brand > brands.brand order by brand limit 1) from brands where brand is not null
  )
  select brand from brands where lower(brand) = lower(${brand}) order by brand <> ${brand} limit 1
`
