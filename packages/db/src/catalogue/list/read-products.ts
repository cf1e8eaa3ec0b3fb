import type { EntityManager } from '@mikro-orm/postgresql'
import { type RawBuilder, sql } from 'kysely'
import { prepared } from '../../prepare-hot-statements.ts'
import type { Category } from '../category.entity.ts'
import type { Product } from '../product.entity.ts'

type Shown =
  | 'id'
  | 'itemCode'
  | 'name'
  | 'description'
  | 'brand'
  | 'origin'
  | 'active'
  | 'featured'
  | 'unitsPerCase'
  | 'unitSize'
  | 'unit'
  | 'orderUnit'
  | 'minOrderQuantity'
  | 'orderMultiple'
  | 'price'
  | 'currency'
  | 'stockQuantity'
  | 'version'

/** What is shown of a product: as an entity has it, or as a hot list reads it without one. */
export type ProductView = Pick<Product, Shown> & { category: Pick<Category, 'id' | 'name' | 'slug'> }

interface Reading {
  /** On `products`. */
  where: RawBuilder<unknown>
  orderBy?: RawBuilder<unknown>
  limit: number
  /** The same each time but for its values. */
  hot?: boolean
}

/** Products with their categories, in one statement and without entities: lists are read more than anything else. */
export async function readProducts(
  em: EntityManager,
  { where, orderBy, limit, hot = false }: Reading,
): Promise<ProductView[]> {
  const { rows } = await sql<Row>`${hot ? prepared : sql``}
    select products.id, item_code as "itemCode", products.name, products.description, brand, origin, products.active, featured,
      units_per_case as "unitsPerCase", unit_size as "unitSize", unit, order_unit as "orderUnit",
      min_order_quantity as "minOrderQuantity", order_multiple as "orderMultiple", price, currency,
      stock_quantity as "stockQuantity", products.version,
      category_id as "categoryId", categories.name as "categoryName", categories.slug as "categorySlug"
    from (select * from products where ${where} ${orderBy ? sql`order by ${orderBy}` : sql``} limit ${limit}) as products
      join categories on categories.id = category_id
    ${orderBy ? sql`order by ${orderBy}` : sql``}
  `.execute(em.getKysely())
  // Added to the row, which takes a fifth of copying it.
  return rows.map((row) =>
    Object.assign(row, { category: { id: row.categoryId, name: row.categoryName, slug: row.categorySlug } }),
  )
}

type Row = Pick<Product, Shown> & { categoryId: string; categoryName: string; categorySlug: string }
