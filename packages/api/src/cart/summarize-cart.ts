import { getCart } from '@desideliver/db'
import { z } from 'zod'
import { decimal } from '../fields.ts'
import { customerProcedure } from '../trpc.ts'
import { toCartDto } from '../cart.dto.ts'

const CartSummaryDto = z
  .strictObject({
    lineCount: z.int(),
    totalQuantity: z.int(),
    subtotal: decimal,
    unpricedLines: z.int(),
    orderable: z.boolean().meta({ description: 'Whether the cart could be ordered as it stands' }),
  })
  .meta({ id: 'CartSummary' })

export const summarizeCart = customerProcedure
  .meta({
    scope: 'orders:write',
    openapi: { method: 'GET', path: '/cart/summary', tags: ['cart'], summary: 'Your cart in numbers' },
  })
  .input(z.void())
  .output(CartSummaryDto)
  .query(async ({ ctx }) => {
    const { lines, totalQuantity, subtotal, unpricedLines } = toCartDto(await getCart(ctx.em, ctx.user.id))
    const orderable = lines.length > 0 && lines.every((line) => line.orderable)
    return { lineCount: lines.length, totalQuantity, subtotal, unpricedLines, orderable }
  })
