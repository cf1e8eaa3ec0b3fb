import type { TRPCRouterRecord } from '@trpc/server'
import { getProduct } from './get-product.ts'
import { importProducts } from './import-products.ts'
import { listProducts } from './list-products.ts'

export const productsRouter = { list: listProducts, get: getProduct, import: importProducts } satisfies TRPCRouterRecord
