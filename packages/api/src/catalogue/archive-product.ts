import { z } from 'zod'
import { ProductDto, toProductDto } from '../product.dto.ts'
import { staffProcedure } from '../trpc.ts'
import { changeProduct } from './change-product.ts'
import { reason } from './product.fields.ts'

export const archiveProduct = staffProcedure
  .meta({
    scope: 'catalogue:write',
    openapi: {
      method: 'POST',
      path: '/products/{id}/archive',
      tags: ['products'],
      summary: 'Take a product off sale',
      description:
        'It stays in orders and for staff, is shown to nobody else, and cannot be ordered, not from a cart either. ' +
        'Asking again changes nothing.',
    },
  })
  .input(z.strictObject({ id: z.uuid(), reason: reason.optional() }))
  .output(ProductDto)
  .mutation(async ({ ctx, input }) => {
    const product = await changeProduct(ctx, {
      ...input,
      action: 'products.archive',
      change: (_em, stored) => void (stored.active = false),
    })
    return toProductDto(product)
  })
