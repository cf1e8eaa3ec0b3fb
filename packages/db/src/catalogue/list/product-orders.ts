import { type RawBuilder, sql } from 'kysely'
import type { ProductView } from './read-products.ts'

export const productSorts = ['name', '-name', 'itemCode', 'newest', 'price', '-price'] as const
export type ProductSort = (typeof productSorts)[number]

interface ProductOrder {
  orderBy: RawBuilder<unknown>
  /** What a product's position is made of, the last of it the id. */
  positionOf: (product: ProductView) => string[]
  /** Whether text can be such a position; a client may have made it up. */
  isPosition: (position: string[]) => boolean
  /** What comes after a position. */
  after: (position: string[]) => RawBuilder<unknown>
}

/** Above every price, and below: products on request come last in either direction. */
const ON_REQUEST = { price: '1000000000', '-price': '-1' } as const

/** Each with an index that begins with it; the id makes every position one of its own. */
export const productOrders: Record<ProductSort, ProductOrder> = {
  name: {
    orderBy: sql`products.name, products.id`,
    positionOf: ({ name, id }) => [name, id],
    isPosition: () => true,
    after: ([name, id]) => sql`(name, id) > (${name}, ${id}::uuid)`,
  },
  '-name': {
    orderBy: sql`products.name desc, products.id desc`,
    positionOf: ({ name, id }) => [name, id],
    isPosition: () => true,
    after: ([name, id]) => sql`(name, id) < (${name}, ${id}::uuid)`,
  },
  itemCode: {
    orderBy: sql`products.item_code, products.id`,
    positionOf: ({ itemCode, id }) => [itemCode, id],
    isPosition: () => true,
    after: ([itemCode, id]) => sql`(item_code, id) > (${itemCode}, ${id}::uuid)`,
  },
  newest: {
    orderBy: sql`products.id desc`,
    positionOf: ({ id }) => [id],
    isPosition: () => true,
    after: ([id]) => sql`id < ${id}::uuid`,
  },
  price: {
    orderBy: sql`coalesce(products.price, 1000000000), products.id`,
    positionOf: ({ price, id }) => [price ?? ON_REQUEST.price, id],
    isPosition: ([price = '']) => isDecimal(price),
    after: ([price, id]) => sql`(coalesce(price, 1000000000), id) > (${price}::numeric, ${id}::uuid)`,
  },
  '-price': {
    orderBy: sql`coalesce(products.price, -1) desc, products.id desc`,
    positionOf: ({ price, id }) => [price ?? ON_REQUEST['-price'], id],
    isPosition: ([price = '']) => isDecimal(price),
    after: ([price, id]) => sql`(coalesce(price, -1), id) < (${price}::numeric, ${id}::uuid)`,
  },
}

const isDecimal = (text: string): boolean => /^-?\d{1,10}(\.\d{1,4})?$/.test(text)
