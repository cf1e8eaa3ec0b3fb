import type { TRPCRouterRecord } from '@trpc/server'
import { listCarts } from './list-carts.ts'
import { showCustomerCart } from './show-customer-cart.ts'

/** Carts as staff see them. */
export const cartsRouter = {
  list: listCarts,
  get: showCustomerCart,
} satisfies TRPCRouterRecord
