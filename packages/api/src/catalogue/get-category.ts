import { categoryNotFound } from '@desideliver/db'
import { sql } from 'kysely'
import { z } from 'zod'
import { staffProcedure } from '../trpc.ts'
import { StaffCategoryDto } from './category.dto.ts'
import { slug } from './product.fields.ts'
import { readCategories } from './read-categories.ts'

export const getCategory = staffProcedure
  .meta({
    scope: 'catalogue:read',
    openapi: {
      method: 'GET',
      path: '/categories/{id}',
      tags: ['categories'],
      summary: 'Show a category by id or slug, on sale or archived',
    },
  })
  .input(z.strictObject({ id: slug }))
  .output(StaffCategoryDto)
  .query(async ({ ctx, input: { id } }) => {
    const where = z.uuid().safeParse(id).success ? sql`c.id = ${id}` : sql`c.slug = ${id}`
    const [category] = await readCategories(ctx.em, { where, limit: 1 })
    if (!category) throw categoryNotFound(id)
    return category
  })
