import type { TRPCRouterRecord } from '@trpc/server'
import { adjustStock } from './adjust-stock.ts'
import { archiveProduct } from './archive-product.ts'
import { createProduct } from './create-product.ts'
import { exportProducts } from './export-products.ts'
import { getProduct } from './get-product.ts'
import { importProducts } from './import-products.ts'
import { listFeaturedProducts } from './list-featured-products.ts'
import { listLowStock } from './list-low-stock.ts'
import { listProducts } from './list-products.ts'
import { listStaffProducts } from './list-staff-products.ts'
import { listStockChanges } from './list-stock-changes.ts'
import { reportImport } from './report-import.ts'
import { restoreProduct } from './restore-product.ts'
import { showProductStats } from './show-product-stats.ts'
import { suggestProducts } from './suggest-products.ts'
import { updateProduct } from './update-product.ts'

export const productsRouter = {
  list: listProducts,
  listAll: listStaffProducts,
  featured: listFeaturedProducts,
  stats: showProductStats,
  suggest: suggestProducts,
  get: getProduct,
  create: createProduct,
  update: updateProduct,
  archive: archiveProduct,
  restore: restoreProduct,
  adjustStock,
  listStockChanges,
  listLowStock,
  import: importProducts,
  importReport: reportImport,
  export: exportProducts,
} satisfies TRPCRouterRecord
