import type { TRPCRouterRecord } from '@trpc/server'
import { listAudit } from './list-audit.ts'

export const auditRouter = { list: listAudit } satisfies TRPCRouterRecord
