import { z } from 'zod'
import { publicProcedure } from '../trpc.ts'
import { productListInput } from './product-filter.ts'
import { ProductPageDto, listProductPage, pageShows } from './product-page.ts'

export const listProducts = publicProcedure
  .meta({
    shows: pageShows,
    openapi: { method: 'GET', path: '/products', tags: ['products'], summary: 'Search and list products' },
  })
  .input(z.strictObject(productListInput))
  .output(ProductPageDto)
  .query(({ ctx, input }) => listProductPage(ctx.em, input, true))
