import { type Category, type Pack, type Product, findBrand, parsePack } from '@desideliver/db'
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { toPackDto } from '../product.dto.ts'
import { namingFields, productFields } from './product.fields.ts'

const Fields = z.object({ ...namingFields, ...productFields }).partial()

type ProductFields = Omit<z.output<typeof Fields>, 'categoryId' | 'category' | 'stockQuantity'> & {
  category?: Category | undefined
}

/**
 * Gives a product what staff say of it. A pack or brand that was read from the name is read anew when the name
 * changes; one that someone gave stays until someone gives another.
 */
export function setProductFields(product: Product, { pack, brand, ...given }: ProductFields): void {
  const readFromName = { pack: readPack(product), brand: findBrand(product.name) }
  const hasReadPack = isDeepStrictEqual(toPackDto(product), readFromName.pack)
  const hasReadBrand = product.brand === readFromName.brand
  const isRenamed = given.name !== undefined && given.name !== product.name
  Object.assign(product, Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)))
  if (pack !== undefined) setPack(product, pack)
  else if (isRenamed && hasReadPack) setPack(product, readPack(product))
  if (brand !== undefined) product.brand = brand
  else if (isRenamed && hasReadBrand) product.brand = findBrand(product.name)
}

const readPack = ({ name, category }: Product): Pack | null => parsePack(name, category.name)

/** Left alone where it says the same: `4` and `4.000` are one size. */
function setPack(product: Product, pack: Pack | null): void {
  const size = pack?.unitSize ?? null
  const next = { unitsPerCase: null, unit: null, ...pack, unitSize: size === null ? null : String(Number(size)) }
  if (!isDeepStrictEqual(toPackDto(product), pack && next)) Object.assign(product, next)
}
