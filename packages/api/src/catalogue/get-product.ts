import { Product, isStaff, productNotFound } from '@desideliver/db'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { publicProcedure } from '../trpc.ts'
import { ProductDto, toProductDto } from '../product.dto.ts'

export const getProduct = publicProcedure
  .meta({
    openapi: {
      method: 'GET',
      path: '/products/{id}',
      tags: ['products'],
      summary: 'Show a product by id or item code',
      description: 'Staff see archived products as well.',
    },
  })
  .input(
    z.strictObject({
      id: z
        .string()
        .min(1)
        .max(64)
        .regex(/^\P{Cc}*$/u),
    }),
  )
  .output(ProductDto)
  .query(async ({ ctx, input: { id } }) => {
    const where = z.uuid().safeParse(id).success ? { id } : { itemCode: id }
    const product = await ctx.em.findOne(Product, where, { populate: ['category'] })
    if (!product || (!product.active && !(await isAskedByStaff(ctx)))) throw productNotFound(id)
    return toProductDto(product)
  })

async function isAskedByStaff({ signedIn }: Context): Promise<boolean> {
  const asking = await signedIn()
  return asking !== null && isStaff(asking.user)
}
