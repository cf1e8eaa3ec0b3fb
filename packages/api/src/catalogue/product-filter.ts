import { LOW_STOCK_CASES, type Product, availabilities } from '@desideliver/db'
import type { FilterQuery } from '@mikro-orm/core'
import { z } from 'zod'

/** PostgreSQL stores no NUL, so nothing that is stored can hold one. */
const storable = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[^\0]*$/)

/** What narrows a list of products, beside the words of a search. */
export const productFilterInput = {
  category: storable(100).optional().meta({ description: 'Slug of a category' }),
  availability: z.enum(availabilities).optional(),
  brand: storable(100).optional(),
  featured: z.boolean().optional(),
}

const FilterInput = z.object(productFilterInput)

const stockOf: Record<(typeof availabilities)[number], FilterQuery<Product>> = {
  in_stock: { stockQuantity: { $gte: LOW_STOCK_CASES } },
  low_stock: { stockQuantity: { $gt: 0, $lt: LOW_STOCK_CASES } },
  out_of_stock: { stockQuantity: 0 },
  confirm_on_order: { stockQuantity: null },
}

/** Products on sale that pass the filter. */
export function productFilter(input: z.infer<typeof FilterInput>): FilterQuery<Product> {
  const { category, availability, brand, featured } = input
  const conditions: FilterQuery<Product>[] = [{ active: true }]
  if (category !== undefined) conditions.push({ category: { slug: category } })
  if (availability) conditions.push(stockOf[availability])
  if (brand !== undefined) conditions.push({ brand })
  if (featured !== undefined) conditions.push({ featured })
  return { $and: conditions }
}
