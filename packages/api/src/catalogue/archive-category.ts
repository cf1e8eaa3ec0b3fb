import { type Category, Product, categoryInUse, getOpenCategory, moveProducts, movesNowhere } from '@desideliver/db'
import type { EntityManager } from '@mikro-orm/postgresql'
import { z } from 'zod'
import { staffProcedure } from '../trpc.ts'
import { StaffCategoryDto } from './category.dto.ts'
import { changeCategory } from './change-category.ts'

export const archiveCategory = staffProcedure
  .meta({
    scope: 'catalogue:write',
    openapi: {
      method: 'POST',
      path: '/categories/{id}/archive',
      tags: ['categories'],
      summary: 'Take a category off sale',
      description:
        'Refused while products are on sale in it, unless `moveProductsTo` names the category that takes all its ' +
        'products, archived ones too. Archived products may stay in it. Asking again changes nothing.',
    },
  })
  .input(z.strictObject({ id: z.uuid(), moveProductsTo: z.uuid().optional() }))
  .output(StaffCategoryDto)
  .mutation(({ ctx, input: { id, moveProductsTo } }) =>
    changeCategory(ctx, {
      id,
      action: 'categories.archive',
      async change(em, category) {
        if (!category.active) return {}
        const moved = moveProductsTo === undefined ? {} : await moveAll(em, category, moveProductsTo)
        const onSale = await em.count(Product, { category: category.id, active: true })
        if (onSale > 0) throw categoryInUse(category, onSale)
        category.active = false
        return moved
      },
    }),
  )

async function moveAll(em: EntityManager, category: Category, to: string): Promise<object> {
  if (to === category.id) throw movesNowhere(category)
  const target = await getOpenCategory(em, { id: to })
  return { productsMoved: await moveProducts(em, category, target), movedTo: target.slug }
}
