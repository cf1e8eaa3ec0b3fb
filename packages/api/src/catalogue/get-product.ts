import { Product, productNotFound } from '@desideliver/db'
import { z } from 'zod'
import { publicProcedure } from '../trpc.ts'
import { ProductDto, toProductDto } from '../product.dto.ts'

export const getProduct = publicProcedure
  .meta({
    openapi: {
      method: 'GET',
      path: '/products/{id}',
      tags: ['products'],
      summary: 'Show a product by id or item code',
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
    if (!product) throw productNotFound(id)
    return toProductDto(product)
  })
