import { z } from 'zod'
import { publicProcedure } from '../trpc.ts'
import { productListInput } from './product-filter.ts'
import { ProductPageDto, listProductPage } from './product-page.ts'

export const listProducts = publicProcedure
  .meta({ openapi: { method: 'GET', path: '/products', tags: ['products'], summary: 'Search and list products' } })
  .input(z.strictObject(productListInput))
  .output(ProductPageDto)
  .query(({ ctx, input }) => listProductPage(ctx.em, input, true))
