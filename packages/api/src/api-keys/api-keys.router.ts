import type { TRPCRouterRecord } from '@trpc/server'
import { createApiKey } from './create-api-key.ts'
import { listApiKeys } from './list-api-keys.ts'
import { revokeApiKey } from './revoke-api-key.ts'

export const apiKeysRouter = {
  list: listApiKeys,
  create: createApiKey,
  revoke: revokeApiKey,
} satisfies TRPCRouterRecord
