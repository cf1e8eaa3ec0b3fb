import { type ProductView, availabilities, availabilityOf, packUnits, pricePerUnit, pricedUnits } from '@desideliver/db'
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

const PricePerUnitDto = z.strictObject({ amount: decimal, per: z.enum(pricedUnits) }).meta({
  id: 'PricePerUnit',
  description:
    'What a unit of the content costs, to four places: metric sizes by kg or l, all others by their own unit ' +
    '(an ounce may be one of weight or of volume); null where price or content is unknown',
})

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
    pricePerUnit: PricePerUnitDto.nullable(),
    stockQuantity: z.int().nullable().meta({ description: 'Whole cases; null = not tracked, confirm on order' }),
    availability: z.enum(availabilities),
    version: z.int().meta({ description: 'Goes up with each edit, not with sales; an update says which it has read' }),
  })
  .meta({ id: 'Product' })

/** @param product an entity with its category loaded, or what a list has read */
export function toProductDto(product: ProductView): z.infer<typeof ProductDto> {
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
    pricePerUnit: pricePerUnit(product),
    category: toCategoryRefDto(product.category),
    pack: toPackDto(product),
    availability: availabilityOf(stockQuantity),
  }
}

const toCategoryRefDto = ({ id, name, slug }: ProductView['category']): z.infer<typeof CategoryRefDto> => ({
  id,
  name,
  slug,
})

export function toPackDto({ unitsPerCase, unitSize, unit }: ProductView): z.infer<typeof PackDto> | null {
  if (unitsPerCase === null && unitSize === null) return null
  // The column keeps three decimals; a reader wants 500, not 500.000.
  return { unitsPerCase, unitSize: unitSize === null ? null : String(Number(unitSize)), unit }
}
