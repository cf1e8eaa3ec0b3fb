import { defineEntity, p } from '@mikro-orm/core'
import { User } from '../accounts/user.entity.ts'
import { Product } from '../catalogue/product.entity.ts'
import { newId } from '../ids.ts'
import type { SeenProduct } from './seen-product.ts'

const CartSchema = defineEntity({
  name: 'Cart',
  tableName: 'carts',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    customer: () => p.manyToOne(User).deleteRule('cascade'),
    lines: () => p.oneToMany(CartLine).mappedBy('cart').orderBy({ createdAt: 'asc', id: 'asc' }),
    createdAt: p.datetime().onCreate(() => new Date()),
    /** When it was last written to, by its customer or by an order. */
    updatedAt: p.datetime().onCreate(() => new Date()),
  },
  indexes: [{ name: 'carts_updated_at_id_index', properties: ['updatedAt', 'id'] }],
  uniques: [{ name: 'carts_customer_id_unique', properties: ['customer'] }],
})

/** What a customer has picked and not yet ordered. A customer has one, emptied by each order. */
export class Cart extends CartSchema.class {}
CartSchema.setClass(Cart)

const CartLineSchema = defineEntity({
  name: 'CartLine',
  tableName: 'cart_lines',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    cart: () => p.manyToOne(Cart).deleteRule('cascade'),
    product: () => p.manyToOne(Product).index('cart_lines_product_id_index'),
    quantity: p.integer(),
    /** The product as it was when it came into the cart. */
    seen: p.json<SeenProduct>(),
    createdAt: p.datetime().onCreate(() => new Date()),
  },
  checks: [{ name: 'cart_lines_quantity_check', expression: 'quantity >= 1 and quantity <= 100000' }],
  uniques: [{ name: 'cart_lines_cart_id_product_id_unique', properties: ['cart', 'product'] }],
})

/** So many cases of one product in a cart. */
export class CartLine extends CartLineSchema.class {}
CartLineSchema.setClass(CartLine)
