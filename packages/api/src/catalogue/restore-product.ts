import { getOpenCategory } from '@desideliver/db'
import { z } from 'zod'
import { ProductDto, toProductDto } from '../product.dto.ts'
import { staffProcedure } from '../trpc.ts'
import { changeProduct } from './change-product.ts'

export const restoreProduct = staffProcedure
  .meta({
    scope: 'catalogue:write',
    openapi: {
      method: 'POST',
      path: '/products/{id}/restore',
      tags: ['products'],
      summary: 'Put an archived product back on sale',
      description: 'Its category must be on sale. Asking again changes nothing.',
    },
  })
  .input(z.strictObject({ id: z.uuid() }))
  .output(ProductDto)
  .mutation(async ({ ctx, input }) => {
    const product = await changeProduct(ctx, {
      ...input,
      action: 'products.restore',
      async change(em, stored) {
        if (!stored.active) await getOpenCategory(em, { id: stored.category.id })
        stored.active = true
      },
    })
    return toProductDto(product)
  })
