import type { TRPCRouterRecord } from '@trpc/server'
import { addToCart } from './add-to-cart.ts'
import { addManyToCart } from './add-many-to-cart.ts'
import { clearCart } from './clear-cart.ts'
import { removeCartLine } from './remove-cart-line.ts'
import { showCart } from './show-cart.ts'
import { summarizeCart } from './summarize-cart.ts'
import { updateCartLine } from './update-cart-line.ts'

export const cartRouter = {
  get: showCart,
  summary: summarizeCart,
  add: addToCart,
  addMany: addManyToCart,
  update: updateCartLine,
  remove: removeCartLine,
  clear: clearCart,
} satisfies TRPCRouterRecord
