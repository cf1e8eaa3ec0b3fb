import type { Product } from '@desideliver/sdk'
import { formatWord } from '../../format.ts'
import { printFields } from '../../output.ts'
import { formatPack, formatPrice } from './product-table.ts'

/** All that is said of a product. */
export function printProduct(product: Product): void {
  printFields({
    Code: product.itemCode,
    Name: product.name,
    Description: product.description,
    Category: `${product.category.name} (${product.category.slug})`,
    Brand: product.brand,
    Origin: product.origin,
    Pack: formatPack(product.pack),
    Price: formatPrice(product),
    'Per unit': formatPricePerUnit(product),
    Stock: product.stockQuantity ?? 'not tracked',
    Availability: formatWord(product.availability),
    'Order by': `${product.orderUnit}, from ${product.minOrderQuantity} in steps of ${product.orderMultiple}`,
    Featured: product.featured ? 'yes' : 'no',
    Active: product.active ? 'yes' : 'no, archived',
    Version: product.version,
    Id: product.id,
  })
}

/** Small prices keep their four places: an ounce for `$0.1432`. */
function formatPricePerUnit({ pricePerUnit, currency }: Product): string | null {
  if (!pricePerUnit) return null
  const { amount, per } = pricePerUnit
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: Number(amount) < 1 ? 4 : 2 }
  const money = new Intl.NumberFormat('en-US', { style: 'currency', currency, ...digits }).format(amount as `${number}`)
  return `${money} a ${per}`
}
