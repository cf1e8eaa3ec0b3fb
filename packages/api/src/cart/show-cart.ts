import { getCart } from '@desideliver/db'
import { z } from 'zod'
import { customerProcedure } from '../trpc.ts'
import { CartDto, toCartDto } from '../cart.dto.ts'

export const showCart = customerProcedure
  .meta({
    scope: 'orders:write',
    openapi: { method: 'GET', path: '/cart', tags: ['cart'], summary: 'Show your cart' },
  })
  .input(z.void())
  .output(CartDto)
  .query(async ({ ctx }) => toCartDto(await getCart(ctx.em, ctx.user.id)))
