import { CartLine, cartLineNotFound, getCart, getCartForUpdate, inTransaction } from '@desideliver/db'
import { z } from 'zod'
import { customerProcedure } from '../trpc.ts'
import { CartDto, toCartDto } from '../cart.dto.ts'

export const removeCartLine = customerProcedure
  .meta({
    scope: 'orders:write',
    openapi: { method: 'DELETE', path: '/cart/remove/{id}', tags: ['cart'], summary: 'Take a line out' },
  })
  .input(z.strictObject({ id: z.uuid() }))
  .output(CartDto)
  .mutation(({ ctx, input }) =>
    inTransaction(ctx.em, async (em) => {
      const cart = await getCartForUpdate(em, ctx.user.id)
      const removed = await em.nativeDelete(CartLine, { id: input.id, cart })
      if (removed === 0) throw cartLineNotFound(input.id)
      return toCartDto(await getCart(em, ctx.user.id))
    }),
  )
