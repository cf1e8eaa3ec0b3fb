import { defineEntity, p } from '@mikro-orm/core'
import { newId } from '../ids.ts'
import { Category } from './category.entity.ts'
import type { PackUnit } from './parse-pack.ts'

export const availabilities = ['in_stock', 'low_stock', 'out_of_stock', 'confirm_on_order'] as const
export type Availability = (typeof availabilities)[number]

/** Below this many cases a product counts as running low. */
export const LOW_STOCK_CASES = 10

/** More of one product than any truck carries; keeps every sum far from integer overflow. */
export const MAX_QUANTITY = 100_000

/**
 * How many words beside packs a name has, by the name of the index: each has one of its own, so that of thousands of
 * hits of a search only the narrowest are ever looked at.
 */
export const searchBreadths = [
  ['2', '<= 2'],
  ['3', '= 3'],
  ['4', '= 4'],
  ['5', '= 5'],
  ['6', '= 6'],
  ['7', '>= 7'],
] as const

const ProductSchema = defineEntity({
  name: 'Product',
  tableName: 'products',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    itemCode: p.text(),
    name: p.text(),
    description: p.text().default(''),
    category: () => p.manyToOne(Category).index('products_category_id_index'),
    brand: p.text().strictNullable(),
    origin: p.text().strictNullable(),
    active: p.boolean().default(true),
    featured: p.boolean().default(false),
    unitsPerCase: p.integer().strictNullable(),
    unitSize: p.decimal().precision(12).scale(3).strictNullable(),
    unit: p.text().$type<PackUnit>().strictNullable(),
    orderUnit: p.text().default('case'),
    minOrderQuantity: p.integer().default(1),
    orderMultiple: p.integer().default(1),
    /** Per case; null = price on request. */
    price: p.decimal().precision(12).scale(2).strictNullable(),
    currency: p.text().default('USD'),
    /** Whole cases; null = not tracked, confirm on order. */
    stockQuantity: p.integer().strictNullable(),
    /** The words of name, brand and code; a trigger keeps it. */
    searchVector: p.string().columnType('tsvector').nullable().lazy().hidden(),
    /** How many words the name and brand have, packs aside; the same trigger keeps it. */
    searchBreadth: p.integer().nullable().lazy().hidden(),
    version: p.integer().version(),
    createdAt: p.datetime().onCreate(() => new Date()),
    updatedAt: p
      .datetime()
      .onCreate(() => new Date())
      .onUpdate(() => new Date()),
  },
  checks: [
    { name: 'products_stock_quantity_check', expression: 'stock_quantity >= 0' },
    { name: 'products_price_check', expression: 'price >= 0 and price <= 1000000' },
    { name: 'products_min_order_quantity_check', expression: 'min_order_quantity >= 1' },
    { name: 'products_order_multiple_check', expression: 'order_multiple >= 1' },
  ],
  uniques: [{ name: 'products_item_code_unique', properties: ['itemCode'] }],
  indexes: [
    { name: 'products_name_id_index', properties: ['name', 'id'] },
    { name: 'products_item_code_id_index', properties: ['itemCode', 'id'] },
    { name: 'products_brand_name_id_index', properties: ['brand', 'name', 'id'] },
    { name: 'products_category_id_name_id_index', properties: ['category', 'name', 'id'] },
    {
      name: 'products_featured_name_id_index',
      expression: `create index "products_featured_name_id_index" on "products" (name, id) where featured`,
    },
    {
      name: 'products_price_id_index',
      expression: `create index "products_price_id_index" on "products" ((coalesce(price, 1000000000)), id)`,
    },
    {
      name: 'products_price_desc_id_index',
      expression: `create index "products_price_desc_id_index" on "products" ((coalesce(price, -1)), id)`,
    },
    ...searchBreadths.map(([name, breadth]) => ({
      name: `products_search_${name}_index`,
      expression: `create index "products_search_${name}_index" on "products" using gin (search_vector) with (gin_pending_list_limit=64) where search_breadth ${breadth}`,
    })),
  ],
})

/** One item of the catalogue, sold by the case. */
export class Product extends ProductSchema.class {}
ProductSchema.setClass(Product)

/**
 * What a customer may expect of a product with so many cases in stock.
 * @param stockQuantity whole cases, or null where stock is not tracked
 */
export function availabilityOf(stockQuantity: number | null): Availability {
  if (stockQuantity === null) return 'confirm_on_order'
  if (stockQuantity === 0) return 'out_of_stock'
  return stockQuantity < LOW_STOCK_CASES ? 'low_stock' : 'in_stock'
}
