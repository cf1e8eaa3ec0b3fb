import { Category, DomainError, inTransaction, recordAudit, slugify } from '@desideliver/db'
import { z } from 'zod'
import { staffProcedure } from '../trpc.ts'
import { StaffCategoryDto } from './category.dto.ts'
import { categoryDescription, categoryName, categorySlug } from './category.fields.ts'
import { categoryState, readCategory, refuseTakenSlug } from './change-category.ts'
import { auditedBy } from '../audited-by.ts'

const Input = z.strictObject({
  name: categoryName,
  slug: categorySlug
    .optional()
    .meta({ description: 'How addresses and imports know it; made of the name if left out' }),
  description: categoryDescription.optional(),
})

export const createCategory = staffProcedure
  .meta({
    scope: 'catalogue:write',
    openapi: {
      method: 'POST',
      path: '/categories',
      tags: ['categories'],
      summary: 'Create a category',
      status: 201,
    },
  })
  .input(Input)
  .output(StaffCategoryDto)
  .mutation(({ ctx, input: { name, description = '', slug = slugOf(name) } }) => {
    const created = inTransaction(ctx.em, async (em) => {
      const category = em.create(Category, { name, slug, description })
      await em.flush()
      recordAudit(em, {
        ...auditedBy(ctx),
        action: 'categories.create',
        object: { type: 'category', id: category.id },
        before: null,
        after: categoryState(category),
      })
      return readCategory(em, category.id)
    })
    return created.catch(refuseTakenSlug)
  })

function slugOf(name: string): string {
  const slug = categorySlug.safeParse(slugify(name))
  if (!slug.success)
    throw new DomainError('invalid', 'SLUG_NEEDED', `No slug can be made of "${name}": give one, such as grain-market.`)
  return slug.data
}
