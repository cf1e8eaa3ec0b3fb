import { CartLine, getCart, getCartForUpdate, inTransaction } from '@desideliver/db'
import { z } from 'zod'
import { customerProcedure } from '../trpc.ts'
import { CartDto, toCartDto } from '../cart.dto.ts'

export const clearCart = customerProcedure
  .meta({
    scope: 'orders:write',
    openapi: { method: 'DELETE', path: '/cart/clear', tags: ['cart'], summary: 'Empty your cart' },
  })
  .input(z.void())
  .output(CartDto)
  .mutation(({ ctx }) =>
    inTransaction(ctx.em, async (em) => {
      const cart = await getCartForUpdate(em, ctx.user.id)
      await em.nativeDelete(CartLine, { cart })
      return toCartDto(await getCart(em, ctx.user.id))
    }),
  )
