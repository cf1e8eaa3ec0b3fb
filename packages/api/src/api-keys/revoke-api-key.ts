import { ApiKey, apiKeyNotFound, inTransaction, recordAudit } from '@desideliver/db'
import { LockMode } from '@mikro-orm/core'
import { z } from 'zod'
import { adminProcedure } from '../trpc.ts'
import { ApiKeyDto, toApiKeyDto } from './api-key.dto.ts'

export const revokeApiKey = adminProcedure
  .meta({
    openapi: {
      method: 'DELETE',
      path: '/api-keys/{id}',
      tags: ['api-keys'],
      summary: 'Revoke an API key',
      description: 'It stops working at once and for good. Revoking it again changes nothing.',
    },
  })
  .input(z.strictObject({ id: z.uuid() }))
  .output(ApiKeyDto)
  .mutation(({ ctx, input }) =>
    inTransaction(ctx.em, async (em) => {
      // Locked, so that of two at once one finds it revoked, and the audit has one entry.
      const apiKey = await em.findOne(ApiKey, input.id, { lockMode: LockMode.PESSIMISTIC_WRITE })
      if (!apiKey) throw apiKeyNotFound(input.id)
      await em.populate(apiKey, ['user', 'createdBy'])
      if (apiKey.revokedAt) return toApiKeyDto(apiKey)
      const now = ctx.now()
      apiKey.revokedAt = now
      const change = { before: { revokedAt: null }, after: { revokedAt: now } }
      const object = { type: 'api-key', id: apiKey.id }
      recordAudit(em, { by: ctx.user, requestId: ctx.requestId, now, action: 'api-keys.revoke', object, ...change })
      await em.flush()
      return toApiKeyDto(apiKey)
    }),
  )
