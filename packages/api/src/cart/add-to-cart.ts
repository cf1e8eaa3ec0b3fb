import {
  CartLine,
  MAX_CART_LINES,
  MAX_QUANTITY,
  Product,
  cartFull,
  findOrderObstacle,
  getCart,
  getCartForUpdate,
  inTransaction,
  obstacleError,
  productNotFound,
  quantityTooLarge,
} from '@desideliver/db'
import { z } from 'zod'
import { quantity } from '../fields.ts'
import { customerProcedure } from '../trpc.ts'
import { CartDto, toCartDto } from './cart.dto.ts'

export const addToCart = customerProcedure
  .meta({
    scope: 'orders:write',
    openapi: {
      method: 'POST',
      path: '/cart/add',
      tags: ['cart'],
      summary: 'Add cases of a product',
      description: 'Adding a product that is in the cart adds up.',
    },
  })
  .input(z.strictObject({ productId: z.uuid(), quantity }))
  .output(CartDto)
  .mutation(({ ctx, input }) =>
    inTransaction(ctx.em, async (em) => {
      const cart = await getCartForUpdate(em, ctx.user.id)
      const product = await em.findOne(Product, input.productId)
      if (!product) throw productNotFound(input.productId)
      const lines = await em.find(CartLine, { cart })
      const line = lines.find((candidate) => candidate.product.id === product.id)
      const total = (line?.quantity ?? 0) + input.quantity
      if (total > MAX_QUANTITY) throw quantityTooLarge()
      const obstacle = findOrderObstacle(product, total)
      if (obstacle) throw obstacleError(obstacle)
      if (line) line.quantity = total
      else if (lines.length >= MAX_CART_LINES) throw cartFull()
      else em.create(CartLine, { cart, product, quantity: total })
      await em.flush()
      return toCartDto(await getCart(em, ctx.user.id))
    }),
  )
