import type { TRPCRouterRecord } from '@trpc/server'
import { listCategories } from './list-categories.ts'

export const categoriesRouter = { list: listCategories } satisfies TRPCRouterRecord
