import { z } from 'zod'
import { pageInput } from '../page.ts'
import { publicProcedure } from '../trpc.ts'
import { ProductPageDto, listProductPage, pageShows } from './product-page.ts'

export const listFeaturedProducts = publicProcedure
  .meta({
    shows: pageShows,
    openapi: {
      method: 'GET',
      path: '/products/featured',
      tags: ['products'],
      summary: 'List the products of the main page, by name',
    },
  })
  .input(z.strictObject(pageInput))
  .output(ProductPageDto)
  .query(({ ctx, input }) =>
    listProductPage(ctx.em, { ...input, search: '', facets: false, sort: 'name', featured: true }, true),
  )
