import {
  CartLine,
  cartLineNotFound,
  findOrderObstacle,
  getCart,
  getCartForUpdate,
  inTransaction,
  obstacleError,
} from '@desideliver/db'
import { z } from 'zod'
import { quantity } from '../fields.ts'
import { customerProcedure } from '../trpc.ts'
import { CartDto, toCartDto } from '../cart.dto.ts'

export const updateCartLine = customerProcedure
  .meta({
    scope: 'orders:write',
    openapi: { method: 'PUT', path: '/cart/update/{id}', tags: ['cart'], summary: 'Set the cases of a line' },
  })
  .input(z.strictObject({ id: z.uuid(), quantity }))
  .output(CartDto)
  .mutation(({ ctx, input }) =>
    inTransaction(ctx.em, async (em) => {
      const cart = await getCartForUpdate(em, ctx.user.id)
      const line = await em.findOne(CartLine, { id: input.id, cart }, { populate: ['product'] })
      if (!line) throw cartLineNotFound(input.id)
      const obstacle = findOrderObstacle(line.product, input.quantity)
      if (obstacle) throw obstacleError(obstacle)
      line.quantity = input.quantity
      await em.flush()
      return toCartDto(await getCart(em, ctx.user.id))
    }),
  )
