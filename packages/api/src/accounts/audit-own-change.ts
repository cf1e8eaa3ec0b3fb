import { isStaff, recordAudit } from '@desideliver/db'
import type { EntityManager } from '@mikro-orm/postgresql'
import type { Context, SignedIn } from '../context.ts'

interface OwnChange {
  /** Such as `auth.change-password`. */
  action: string
  /** The fields that changed; never a secret. */
  before?: Record<string, unknown>
  after?: Record<string, unknown>
}

/** Notes what staff change of their own accounts; what customers do to theirs is their own business. */
export function auditOwnChange(
  em: EntityManager,
  { user, requestId, now }: Pick<Context, 'requestId' | 'now'> & Pick<SignedIn, 'user'>,
  { action, before, after }: OwnChange,
): void {
  if (!isStaff(user)) return
  const object = { type: 'user', id: user.id }
  recordAudit(em, { by: user, requestId, now: now(), action, object, before: before ?? null, after: after ?? null })
}
