import type { EntityManager } from '@mikro-orm/postgresql'
import { ApiKey } from '../accounts/api-key.entity.ts'
import { User } from '../accounts/user.entity.ts'
import { AuditEntry } from './audit-entry.entity.ts'

export interface AuditedChange {
  /** Who did it, in which request, and when. */
  by: { id: string }
  /** The API key that asked, where a person did not; left out where no key may. */
  apiKeyId?: string | null
  requestId: string
  now: Date
  /** Such as `orders.change-status`. */
  action: string
  object: { type: string; id: string }
  /** The fields that changed; never a secret. */
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
}

/** Notes a change made by staff, in the transaction that makes it. Stored with the next flush. */
export function recordAudit(
  em: EntityManager,
  { by, apiKeyId, requestId, now, action, object, before, after }: AuditedChange,
): void {
  em.create(AuditEntry, {
    actor: em.getReference(User, by.id),
    apiKey: apiKeyId ? em.getReference(ApiKey, apiKeyId) : null,
    action,
    objectType: object.type,
    objectId: object.id,
    before,
    after,
    requestId,
    createdAt: now,
  })
}
