import { type CategoryRef, MAX_QUANTITY, MAX_STOCK, packUnits } from '@desideliver/db'
import { z } from 'zod'
import { line } from '../fields.ts'

/** Words that stand in an address where an item code could. */
const reserved = new Set(['export-csv', 'facets', 'featured', 'import', 'low-stock', 'stats', 'suggest'])

const itemCode = line(64).refine((code) => !reserved.has(code) && !z.uuid().safeParse(code).success, {
  error: 'This word is taken by the system: use another code',
})

const MAX_PRICE = 1_000_000

const price = z
  .string()
  .regex(/^\d{1,7}(\.\d{1,2})?$/, { error: 'Write an amount like "121.50"', abort: true })
  .refine((amount) => Number(amount) <= MAX_PRICE, `At most ${MAX_PRICE} a case`)
  .transform((amount) => Number(amount).toFixed(2))

const pack = z
  .strictObject({
    unitsPerCase: z.int().min(1).max(9_999).nullable().default(null),
    unitSize: z
      .string()
      .regex(/^\d{1,6}(\.\d{1,3})?$/, 'Write a size like "1.5"')
      .refine((size) => Number(size) > 0, 'A size is more than nothing')
      .nullable()
      .default(null),
    unit: z.enum(packUnits).nullable().default(null),
  })
  .refine(({ unitSize, unit }) => (unitSize === null) === (unit === null), 'A size needs its unit, and a unit its size')
  .refine(({ unitsPerCase, unitSize }) => unitsPerCase !== null || unitSize !== null, 'An unknown pack is null')

export const slug = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[^\0]*$/)

/** Whole cases in stock. */
export const stock = z.int().min(0).max(MAX_STOCK)

export const reason = line(500).meta({ description: 'Kept in the ledger and the audit' })

export const namingFields = { itemCode, name: line(300) }

/** What staff may say of a product beside its code and name. */
export const productFields = {
  categoryId: z.uuid().optional(),
  category: slug.optional().meta({ description: 'Slug of the category, in place of its id' }),
  description: z
    .string()
    .trim()
    .max(5_000)
    .regex(/^[\P{Cc}\n\r\t]*$/u, 'Control characters are not allowed')
    .optional(),
  brand: line(100).nullable().optional().meta({ description: 'Read from the name where it is left out' }),
  origin: line(100).nullable().optional(),
  featured: z.boolean().optional(),
  pack: pack.nullable().optional().meta({ description: 'Read from the name where it is left out; null = unknown' }),
  orderUnit: line(20).optional(),
  minOrderQuantity: z.int().min(1).max(MAX_QUANTITY).optional(),
  orderMultiple: z.int().min(1).max(MAX_QUANTITY).optional(),
  price: price.nullable().optional().meta({ description: 'Per case; null = price on request' }),
  currency: z.literal('USD', 'Prices are in USD').optional(),
  stockQuantity: stock.nullable().optional().meta({ description: 'Whole cases; null = not tracked, confirm on order' }),
}

/** The category that was named, by id or slug. */
export function findCategoryRef({
  categoryId,
  category,
}: {
  categoryId?: string | undefined
  category?: string | undefined
}): CategoryRef | null {
  if (categoryId !== undefined) return { id: categoryId }
  return category === undefined ? null : { slug: category }
}

export const oneCategory = 'Give categoryId or category, and not both'
