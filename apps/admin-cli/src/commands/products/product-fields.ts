import type { NewProduct, Product } from '@desideliver/sdk'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { parseCount } from '../../parse-count.ts'

type Pack = NewProduct['pack']

export interface ProductFieldOptions {
  category?: string
  price?: string
  brand?: string
  origin?: string
  description?: string
  pack?: Pack
  orderUnit?: string
  min?: number
  multiple?: number
  featured?: boolean
}

/** Word for what there is not, or what nobody knows. */
const NONE = 'none'

/** Gives a command the options that tell of a product. */
export const withProductFields = (command: Command): Command =>
  command
    .option('--category <slug>', 'such as grain-market')
    .option('--price <amount>', `of a case, such as 121.50; ${NONE} = on request`)
    .option('--brand <name>', `${NONE} = of no brand; read from the name where it is left out`)
    .option('--origin <place>', `where it comes from; ${NONE} = unknown`)
    .option('--description <text>', 'more than its name tells')
    .addOption(
      new Option(
        '--pack <pack>',
        `what a case holds, such as "20 x 500 ml" or 24; ${NONE} = unknown; read from the name where it is left out`,
      ).argParser(parsePack),
    )
    .option('--order-unit <word>', 'what one orders, such as case')
    .addOption(new Option('--min <cases>', 'sold from so many').argParser(parseCount))
    .addOption(new Option('--multiple <cases>', 'sold in steps of so many').argParser(parseCount))
    .option('--featured', 'shown among the featured')
    .addOption(new Option('--no-featured', 'not shown there'))

/** What was said, as the server takes it; what was not said is left out. */
export function readProductFields(options: ProductFieldOptions) {
  const { category, description, pack, orderUnit, min, multiple, featured } = options
  const [price, brand, origin] = [options.price, options.brand, options.origin].map(orNull)
  return {
    category,
    description,
    pack,
    orderUnit,
    minOrderQuantity: min,
    orderMultiple: multiple,
    featured,
    price,
    brand,
    origin,
  }
}

const orNull = (text: string | undefined): string | null | undefined => (text === NONE ? null : text)

const units = ['g', 'kg', 'oz', 'lb', 'ml', 'l', 'gal', 'pc'] as const satisfies NonNullable<
  NonNullable<Product['pack']>['unit']
>[]

/** Written as `desi products show` writes it. */
function parsePack(text: string): Pack {
  if (text === NONE) return null
  const counted = /^(\d{1,4})(?: a case)?$/.exec(text)
  if (counted) return { unitsPerCase: Number(counted[1]), unitSize: null, unit: null }
  const [, count, unitSize, name] = sized.exec(text) ?? []
  const unit = units.find((known) => known === name?.toLowerCase())
  if (!unitSize || !unit) throw new InvalidArgumentError('Write it like "20 x 500 ml", or 24.')
  return { unitsPerCase: Number(count), unitSize, unit }
}

const sized = /^(\d{1,4}) ?[x×] ?(\d{1,6}(?:\.\d{1,3})?) ?([a-z]+)$/i
