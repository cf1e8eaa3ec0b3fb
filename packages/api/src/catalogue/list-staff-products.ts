import { z } from 'zod'
import { staffProcedure } from '../trpc.ts'
import { productListInput } from './product-filter.ts'
import { ProductPageDto, listProductPage } from './product-page.ts'

const onSale = { active: true, archived: false, all: null } as const

export const listStaffProducts = staffProcedure
  .meta({
    scope: 'catalogue:read',
    openapi: {
      method: 'GET',
      path: '/products/staff',
      tags: ['products'],
      summary: 'Search and list products, archived ones too',
    },
  })
  .input(z.strictObject({ ...productListInput, status: z.enum(['active', 'archived', 'all']).default('all') }))
  .output(ProductPageDto)
  .query(({ ctx, input: { status, ...input } }) => listProductPage(ctx.em, input, onSale[status]))
