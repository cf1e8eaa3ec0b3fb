import { Big } from 'big.js'
import { type Availability, type Product, availabilityOf } from '../catalogue/product.entity.ts'

/** What a customer saw of a product when it put it in its cart. */
export interface SeenProduct {
  name: string
  /** Exact decimal per case, or null where it was on request. */
  price: string | null
  availability: Availability
  minOrderQuantity: number
  orderMultiple: number
}

type Shown = Pick<Product, 'name' | 'price' | 'minOrderQuantity' | 'orderMultiple' | 'stockQuantity' | 'active'>

export const changedFields = [
  'price',
  'name',
  'availability',
  'minOrderQuantity',
  'orderMultiple',
  'active',
] as const satisfies (keyof SeenProduct | 'active')[]

/** Something that is not any more as the customer saw it, both in words: decimals, `true` and `false`, null as known. */
export interface ProductChange {
  field: (typeof changedFields)[number]
  from: string | null
  to: string | null
}

export const seenOf = ({ name, price, minOrderQuantity, orderMultiple, stockQuantity }: Shown): SeenProduct => ({
  name,
  price,
  availability: availabilityOf(stockQuantity),
  minOrderQuantity,
  orderMultiple,
})

/** What has changed of a product since it was seen. Only what is on sale comes into a cart. */
export function findChanges(seen: SeenProduct, product: Shown): ProductChange[] {
  const before = { ...seen, active: true }
  const after = { ...seenOf(product), active: product.active }
  return changedFields
    .filter((field) => (field === 'price' ? !isSamePrice(before.price, after.price) : before[field] !== after[field]))
    .map((field) => ({ field, from: inWords(before[field]), to: inWords(after[field]) }))
}

export const isSamePrice = (one: string | null, other: string | null): boolean =>
  one === null || other === null ? one === other : new Big(one).eq(other)

const inWords = (value: string | number | boolean | null): string | null => (value === null ? null : String(value))
