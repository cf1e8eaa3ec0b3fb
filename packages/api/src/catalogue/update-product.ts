import { getOpenCategory } from '@desideliver/db'
import { z } from 'zod'
import { ProductDto, toProductDto } from '../product.dto.ts'
import { staffProcedure } from '../trpc.ts'
import { changeProduct } from './change-product.ts'
import { findCategoryRef, namingFields, oneCategory, productFields } from './product.fields.ts'
import { setProductFields } from './set-product-fields.ts'

const Input = z
  .strictObject({
    id: z.uuid(),
    version: z.int().min(1).meta({ description: 'The `version` that was read' }),
    itemCode: namingFields.itemCode.optional(),
    name: namingFields.name.optional(),
    ...productFields,
  })
  .refine(({ categoryId, category }) => categoryId === undefined || category === undefined, {
    path: ['categoryId'],
    error: oneCategory,
  })

export const updateProduct = staffProcedure
  .meta({
    scope: 'catalogue:write',
    openapi: {
      method: 'PATCH',
      path: '/products/{id}',
      tags: ['products'],
      summary: 'Change a product',
      description:
        'What is left out stays. If the product was changed since that version, nothing is changed, and the answer ' +
        '(409 `STALE_VERSION`) shows the other change. Sales do not count as changes. `stockQuantity` is what was ' +
        'counted; for what came or went there is POST /products/{id}/stock.',
    },
  })
  .input(Input)
  .output(ProductDto)
  .mutation(async ({ ctx, input: { id, version, categoryId, category, stockQuantity, ...given } }) => {
    const wanted = findCategoryRef({ categoryId, category })
    const product = await changeProduct(ctx, {
      id,
      edited: { version, fields: [...Object.keys(given), ...(wanted ? ['category'] : [])] },
      stockQuantity,
      action: 'products.update',
      async change(em, stored) {
        const moves =
          wanted && !Object.values(wanted).some((ref) => ref === stored.category.id || ref === stored.category.slug)
        setProductFields(stored, { ...given, category: moves ? await getOpenCategory(em, wanted) : undefined })
      },
    })
    return toProductDto(product)
  })
