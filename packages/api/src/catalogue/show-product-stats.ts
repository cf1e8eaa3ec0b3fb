import { countProducts } from '@desideliver/db'
import { z } from 'zod'
import { ANY_STOCK } from '../answer-cache.ts'
import { publicProcedure } from '../trpc.ts'

const count = z.int()

const ProductStatsDto = z
  .strictObject({
    total: count.meta({ description: 'Products on sale' }),
    featured: count,
    priced: count,
    unpriced: count.meta({ description: 'Those with a price on request' }),
    brands: count.meta({ description: 'Different brands, where one is known' }),
    availability: z.strictObject({
      in_stock: count,
      low_stock: count,
      out_of_stock: count,
      confirm_on_order: count,
    }),
    categories: z.array(z.strictObject({ slug: z.string(), name: z.string(), count })),
  })
  .meta({ id: 'ProductStats' })

export const showProductStats = publicProcedure
  .meta({
    shows: () => [ANY_STOCK],
    openapi: { method: 'GET', path: '/products/stats', tags: ['products'], summary: 'Count what is on sale' },
  })
  .input(z.void())
  .output(ProductStatsDto)
  .query(({ ctx }) => countProducts(ctx.em))
