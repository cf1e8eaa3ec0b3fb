import { ApiKey, User, inTransaction, keyForStaff, recordAudit, rightsLost, userNotFound } from '@desideliver/db'
import { LockMode } from '@mikro-orm/core'
import type { EntityManager } from '@mikro-orm/postgresql'
import { z } from 'zod'
import { line } from '../fields.ts'
import { adminProcedure } from '../trpc.ts'
import { ApiKeyDto, scope, toApiKeyDto } from './api-key.dto.ts'
import { createKey, hashKey, prefixOf } from './key-secret.ts'

const DAY_MS = 24 * 60 * 60 * 1_000

const Input = z.strictObject({
  name: line(100),
  scopes: z
    .array(scope)
    .min(1)
    .max(20)
    .transform((named) => [...new Set(named)]),
  expiresInDays: z.int().min(1).max(365).default(90),
  userId: z
    .uuid()
    .optional()
    .meta({ description: 'The customer whom the key acts for, and whose rights it has at most; yourself unless told' }),
})

export const createApiKey = adminProcedure
  .meta({
    openapi: {
      method: 'POST',
      path: '/api-keys',
      tags: ['api-keys'],
      summary: 'Make an API key for a third party',
      description:
        'The key is shown this once: only its hash is stored. Send it as `Authorization: Bearer dd_…`. It may do what its scopes name and its user may do at the time, as long as you are an admin; no key manages keys.',
      status: 201,
    },
  })
  .input(Input)
  .output(z.strictObject({ key: z.string(), ...ApiKeyDto.shape }).meta({ id: 'NewApiKey' }))
  .mutation(({ ctx, input: { expiresInDays, userId, ...named } }) =>
    inTransaction(ctx.em, async (em) => {
      const now = ctx.now()
      const { user, createdBy } = await lockParties(em, { userId: userId ?? ctx.user.id, makerId: ctx.user.id })
      const key = createKey()
      const apiKey = em.create(ApiKey, {
        ...named,
        user,
        createdBy,
        keyHash: hashKey(key),
        prefix: prefixOf(key),
        expiresAt: new Date(now.getTime() + expiresInDays * DAY_MS),
        revokedAt: null,
        lastUsedAt: null,
        createdAt: now,
      })
      await em.flush()
      const { id, prefix, expiresAt } = apiKey
      const after = { ...named, prefix, userId: user.id, expiresAt }
      const change = { action: 'api-keys.create', object: { type: 'api-key', id }, before: null, after }
      recordAudit(em, { by: ctx.user, requestId: ctx.requestId, now, ...change })
      await em.flush()
      return { key, ...toApiKeyDto(apiKey) }
    }),
  )

/**
 * Whom a key is for and who makes it, locked: a change of either's role at this moment comes first, or waits and
 * finds the key to revoke.
 * @throws DomainError USER_NOT_FOUND, KEY_FOR_STAFF; FORBIDDEN where the maker is no open admin any more
 */
async function lockParties(
  em: EntityManager,
  { userId, makerId }: { userId: string; makerId: string },
): Promise<{ user: User; createdBy: User }> {
  const both = { id: { $in: [userId, makerId] } }
  // In order of id, so that no two wait for each other.
  const locked = await em.find(User, both, { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_READ })
  const createdBy = locked.find(({ id }) => id === makerId)
  if (createdBy?.role !== 'admin' || createdBy.disabledAt) throw rightsLost()
  const user = locked.find(({ id }) => id === userId.toLowerCase())
  if (!user) throw userNotFound(userId)
  if (user !== createdBy && user.role !== 'customer') throw keyForStaff()
  return { user, createdBy }
}
