import { LOW_STOCK_CASES, Product, availabilities } from '@desideliver/db'
import { type FilterQuery, raw } from '@mikro-orm/core'
import { z } from 'zod'
import { nextCursor, pageInput, pageOf, readCursor } from '../page.ts'
import { publicProcedure } from '../trpc.ts'
import { ProductDto, toProductDto } from '../product.dto.ts'

const sorts = {
  name: { name: 'asc', id: 'asc' },
  '-name': { name: 'desc', id: 'desc' },
  itemCode: { itemCode: 'asc', id: 'asc' },
  newest: { id: 'desc' },
} as const

const stockOf: Record<(typeof availabilities)[number], FilterQuery<Product>> = {
  in_stock: { stockQuantity: { $gte: LOW_STOCK_CASES } },
  low_stock: { stockQuantity: { $gt: 0, $lt: LOW_STOCK_CASES } },
  out_of_stock: { stockQuantity: 0 },
  confirm_on_order: { stockQuantity: null },
}

const Input = z.strictObject({
  search: z
    .string()
    .trim()
    .max(200)
    .optional()
    .meta({ description: 'Words that must all occur in name, brand or item code' }),
  category: z
    .string()
    .max(100)
    .regex(/^[^\0]*$/)
    .optional()
    .meta({ description: 'Slug of a category' }),
  availability: z.enum(availabilities).optional(),
  brand: z
    .string()
    .max(100)
    .regex(/^[^\0]*$/)
    .optional(),
  featured: z.boolean().optional(),
  sort: z.enum(['name', '-name', 'itemCode', 'newest']).default('name'),
  ...pageInput,
})

export const listProducts = publicProcedure
  .meta({ openapi: { method: 'GET', path: '/products', tags: ['products'], summary: 'Search and list products' } })
  .input(Input)
  .output(pageOf(ProductDto, 'ProductPage'))
  .query(async ({ ctx, input }) => {
    const orderBy = sorts[input.sort]
    const order = `products:${input.sort}`
    const page = await ctx.em.findByCursor(Product, {
      where: filter(input),
      orderBy,
      first: input.limit,
      ...readCursor(input.cursor, order, Object.keys(orderBy).length),
      populate: ['category'],
      strategy: 'joined',
      includeCount: false,
    })
    return { items: page.items.map(toProductDto), nextCursor: nextCursor(page, order) }
  })

function filter(input: z.infer<typeof Input>): FilterQuery<Product> {
  const conditions: FilterQuery<Product>[] = [{ active: true }]
  if (input.category !== undefined) conditions.push({ category: { slug: input.category } })
  if (input.availability) conditions.push(stockOf[input.availability])
  if (input.brand !== undefined) conditions.push({ brand: input.brand })
  if (input.featured !== undefined) conditions.push({ featured: input.featured })
  for (const word of searchWords(input.search)) conditions.push(contains(word))
  return { $and: conditions }
}

/** PostgreSQL stores no NUL, so no name can hold one. */
const searchWords = (search = ''): string[] => search.replaceAll('\0', ' ').split(/\s+/).filter(Boolean).slice(0, 10)

/** The expression is the one of the index `products_search_index`. */
const contains = (word: string): FilterQuery<Product> => ({
  [raw((alias) => `(${alias}.item_code || ' ' || ${alias}.name || ' ' || coalesce(${alias}.brand, ''))`)]: {
    $ilike: `%${word.replace(/[\\%_]/g, '\\$&')}%`,
  },
})
