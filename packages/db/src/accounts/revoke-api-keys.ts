import type { EntityManager } from '@mikro-orm/postgresql'
import { ApiKey } from './api-key.entity.ts'

/** Ends every API key that acts for a user or was made by it. Call it inside a transaction that has locked the user. */
export async function revokeApiKeys(em: EntityManager, userId: string, now: Date): Promise<void> {
  const theirs = { $or: [{ user: userId }, { createdBy: userId }] }
  await em.nativeUpdate(ApiKey, { ...theirs, revokedAt: null }, { revokedAt: now })
}
