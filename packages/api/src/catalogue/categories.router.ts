import type { TRPCRouterRecord } from '@trpc/server'
import { archiveCategory } from './archive-category.ts'
import { createCategory } from './create-category.ts'
import { getCategory } from './get-category.ts'
import { listAllCategories } from './list-all-categories.ts'
import { listCategories } from './list-categories.ts'
import { restoreCategory } from './restore-category.ts'
import { updateCategory } from './update-category.ts'

export const categoriesRouter = {
  list: listCategories,
  listAll: listAllCategories,
  get: getCategory,
  create: createCategory,
  update: updateCategory,
  archive: archiveCategory,
  restore: restoreCategory,
} satisfies TRPCRouterRecord
