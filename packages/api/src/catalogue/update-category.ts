import { z } from 'zod'
import { staffProcedure } from '../trpc.ts'
import { StaffCategoryDto } from './category.dto.ts'
import { categoryDescription, categoryName, categorySlug } from './category.fields.ts'
import { changeCategory } from './change-category.ts'

const Input = z.strictObject({
  id: z.uuid(),
  version: z.int().min(1).meta({ description: 'The `version` that was read' }),
  name: categoryName.optional(),
  slug: categorySlug.optional(),
  description: categoryDescription.optional(),
})

export const updateCategory = staffProcedure
  .meta({
    scope: 'catalogue:write',
    openapi: {
      method: 'PATCH',
      path: '/categories/{id}',
      tags: ['categories'],
      summary: 'Change a category',
      description:
        'What is left out stays, the slug too when the name changes: addresses and imports know the category by it. ' +
        'If it was changed since that version, the answer (409 `STALE_VERSION`) shows the other change.',
    },
  })
  .input(Input)
  .output(StaffCategoryDto)
  .mutation(({ ctx, input: { id, version, ...given } }) =>
    changeCategory(ctx, {
      id,
      edited: { version, fields: Object.keys(given) },
      action: 'categories.update',
      change(_em, category) {
        category.name = given.name ?? category.name
        category.slug = given.slug ?? category.slug
        category.description = given.description ?? category.description
      },
    }),
  )
