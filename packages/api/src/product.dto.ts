import { type Category, type Product, availabilities, availabilityOf, packUnits } from '@desideliver/db'
import { z } from 'zod'
import { decimal } from './fields.ts'

const CategoryRefDto = z.strictObject({ id: z.uuid(), name: z.string(), slug: z.string() }).meta({ id: 'CategoryRef' })

const PackDto = z
  .strictObject({
    unitsPerCase: z.int().nullable(),
    unitSize: decimal.nullable(),
    unit: z.enum(packUnits).nullable(),
  })
  .meta({ id: 'Pack', description: 'What a case holds; null = unknown' })

export const ProductDto = z
  .strictObject({
    id: z.uuid(),
    itemCode: z.string(),
    name: z.string(),
    description: z.string(),
    category: CategoryRefDto,
    brand: z.string().nullable(),
    origin: z.string().nullable(),
    featured: z.boolean(),
    active: z.boolean(),
    orderUnit: z.string(),
    minOrderQuantity: z.int(),
    orderMultiple: z.int(),
    pack: PackDto.nullable(),
    price: decimal.nullable().meta({ description: 'Per case; null = price on request' }),
    currency: z.string(),
    stockQuantity: z.int().nullable().meta({ description: 'Whole cases; null = not tracked, confirm on order' }),
    availability: z.enum(availabilities),
    version: z.int(),
  })
  .meta({ id: 'Product' })

/** @param product with its category loaded */
export function toProductDto(product: Product): z.infer<typeof ProductDto> {
  const { id, itemCode, name, description, brand, origin, featured, active, version } = product
  const { orderUnit, minOrderQuantity, orderMultiple, price, currency, stockQuantity } = product
  return {
    id,
    itemCode,
    name,
    description,
    brand,
    origin,
    featured,
    active,
    version,
    orderUnit,
    minOrderQuantity,
    orderMultiple,
    price,
    currency,
    stockQuantity,
    category: toCategoryRefDto(product.category),
    pack: toPackDto(product),
    availability: availabilityOf(stockQuantity),
  }
}

const toCategoryRefDto = ({ id, name, slug }: Category): z.infer<typeof CategoryRefDto> => ({ id, name, slug })

function toPackDto({ unitsPerCase, unitSize, unit }: Product): z.infer<typeof PackDto> | null {
  if (unitsPerCase === null && unitSize === null) return null
  // The column keeps three decimals; a reader wants 500, not 500.000.
  return { unitsPerCase, unitSize: unitSize === null ? null : String(Number(unitSize)), unit }
}
