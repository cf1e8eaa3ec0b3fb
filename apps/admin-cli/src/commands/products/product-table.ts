import type { Product } from '@desideliver/sdk'
import { formatMoney, formatWord } from '../../format.ts'
import { color } from '../../output.ts'
import type { Column } from '../../table.ts'

type Availability = Product['availability']

export const availabilities = [
  'in_stock',
  'low_stock',
  'out_of_stock',
  'confirm_on_order',
] as const satisfies Availability[]

const paints: Record<Availability, (text: string) => string> = {
  in_stock: color.green,
  low_stock: color.yellow,
  out_of_stock: color.red,
  confirm_on_order: (text) => text,
}

/** What a case holds, such as `20 × 500 ml`; null where it is unknown. */
export function formatPack(pack: Product['pack']): string | null {
  if (!pack) return null
  const size = pack.unitSize === null ? null : `${pack.unitSize} ${pack.unit ?? ''}`.trim()
  if (size === null) return `${pack.unitsPerCase} a case`
  return pack.unitsPerCase === null ? size : `${pack.unitsPerCase} × ${size}`
}

export const formatPrice = ({ price, currency }: Product): string => formatMoney(price, currency) ?? 'on request'

export const productColumns: Column<Product>[] = [
  { head: 'Code', value: (product) => product.itemCode },
  { head: 'Name', value: (product) => product.name, shrinksTo: 28 },
  { head: 'Price', value: formatPrice, align: 'right' },
  { head: 'Stock', value: (product) => product.stockQuantity, align: 'right' },
  {
    head: 'Availability',
    value: (product) => formatWord(product.availability),
    paint: (text, product) => paints[product.availability](text),
  },
  { head: 'Category', value: (product) => product.category.name, shrinksTo: 10 },
  { head: 'Pack', value: (product) => formatPack(product.pack), shrinksTo: 8 },
]
