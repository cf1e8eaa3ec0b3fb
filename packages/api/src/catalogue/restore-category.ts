import { z } from 'zod'
import { staffProcedure } from '../trpc.ts'
import { StaffCategoryDto } from './category.dto.ts'
import { changeCategory } from './change-category.ts'

export const restoreCategory = staffProcedure
  .meta({
    scope: 'catalogue:write',
    openapi: {
      method: 'POST',
      path: '/categories/{id}/restore',
      tags: ['categories'],
      summary: 'Put an archived category back on sale',
      description: 'Its archived products stay archived. Asking again changes nothing.',
    },
  })
  .input(z.strictObject({ id: z.uuid() }))
  .output(StaffCategoryDto)
  .mutation(({ ctx, input }) =>
    changeCategory(ctx, {
      ...input,
      action: 'categories.restore',
      change: (_em, category) => void (category.active = true),
    }),
  )
