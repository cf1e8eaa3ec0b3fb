import { ApiKey } from '@desideliver/db'
import { z } from 'zod'
import { nextCursor, pageInput, pageOf, readCursor } from '../page.ts'
import { adminProcedure } from '../trpc.ts'
import { ApiKeyDto, toApiKeyDto } from './api-key.dto.ts'

export const listApiKeys = adminProcedure
  .meta({ openapi: { method: 'GET', path: '/api-keys', tags: ['api-keys'], summary: 'List API keys, newest first' } })
  .input(z.strictObject(pageInput))
  .output(pageOf(ApiKeyDto, 'ApiKeyPage'))
  .query(async ({ ctx, input }) => {
    const page = await ctx.em.findByCursor(ApiKey, {
      populate: ['user', 'createdBy'],
      orderBy: { id: 'desc' },
      first: input.limit,
      ...readCursor(input.cursor, 'api-keys:newest', 1),
      includeCount: false,
    })
    return { items: page.items.map(toApiKeyDto), nextCursor: nextCursor(page, 'api-keys:newest') }
  })
