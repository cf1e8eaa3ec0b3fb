import { ApiKey } from '@desideliver/db'
import type { EntityManager } from '@mikro-orm/postgresql'
import type { SignedIn } from '../context.ts'
import { hashKey } from './key-secret.ts'

/** Seeing a key again is worth a write once in so long. */
const SEEN_AGAIN_MS = 60_000

/**
 * Whose key this is, or null: unknown, revoked, expired, of a disabled user, or made by someone who is no open
 * admin now. Its rights are those the user has now, within its scopes.
 */
export async function findApiKey(em: EntityManager, key: string, now: Date): Promise<SignedIn | null> {
  const found = await em.findOne(
    ApiKey,
    {
      keyHash: hashKey(key),
      revokedAt: null,
      expiresAt: { $gt: now },
      user: { disabledAt: null },
      createdBy: { disabledAt: null, role: 'admin' },
    },
    { populate: ['user'] },
  )
  if (!found) return null
  const seenBefore = found.lastUsedAt?.getTime() ?? 0
  if (now.getTime() - seenBefore >= SEEN_AGAIN_MS) await em.nativeUpdate(ApiKey, { id: found.id }, { lastUsedAt: now })
  return { user: found.user, sessionId: null, apiKeyId: found.id, scopes: found.scopes }
}
