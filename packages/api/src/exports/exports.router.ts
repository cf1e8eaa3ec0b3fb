import type { TRPCRouterRecord } from '@trpc/server'
import { downloadExport } from './download-export.ts'
import { listExports } from './list-exports.ts'
import { removeExport } from './remove-export.ts'
import { requestExport } from './request-export.ts'
import { showExport } from './show-export.ts'

export const exportsRouter = {
  request: requestExport,
  list: listExports,
  get: showExport,
  download: downloadExport,
  remove: removeExport,
} satisfies TRPCRouterRecord
