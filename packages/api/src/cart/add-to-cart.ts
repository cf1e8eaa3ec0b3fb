import {
  DomainError,
  Product,
  addToCart as add,
  getCart,
  getCartForUpdate,
  inTransaction,
  productNotFound,
} from '@desideliver/db'
import { z } from 'zod'
import { CartDto, toCartDto } from '../cart.dto.ts'
import { quantity } from '../fields.ts'
import { oncePerKey } from '../once-per-key.ts'
import { customerProcedure } from '../trpc.ts'

export const addToCart = customerProcedure
  .meta({
    scope: 'orders:write',
    openapi: {
      method: 'POST',
      path: '/cart/add',
      tags: ['cart'],
      summary: 'Add cases of a product',
      description:
        'Adding a product that is in the cart adds up. With an `Idempotency-Key` header, a retry with the same key and ' +
        'body adds nothing again.',
    },
  })
  .input(z.strictObject({ productId: z.uuid(), quantity }))
  .output(CartDto)
  .mutation(({ ctx, input }) =>
    inTransaction(ctx.em, async (em) => {
      const request = { ctx, operation: 'cart.add' as const, input, readAnswer: () => null }
      await oncePerKey(em, request, async () => {
        const cart = await getCartForUpdate(em, ctx.user.id)
        const product = await em.findOne(Product, input.productId)
        if (!product) throw productNotFound(input.productId)
        const [obstacle] = (await add(em, cart, [{ product, quantity: input.quantity }])).values()
        if (obstacle) throw new DomainError('conflict', obstacle.code, obstacle.message)
        return null
      })
      return toCartDto(await getCart(em, ctx.user.id))
    }),
  )
