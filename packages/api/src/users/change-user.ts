import {
  type AccountChange,
  RecoveryCode,
  Session,
  type User,
  getUserForUpdate,
  inTransaction,
  newId,
  recordAudit,
  revokeApiKeys,
} from '@desideliver/db'
import { enqueue, mailAccountNotice } from '@desideliver/jobs'
import type { z } from 'zod'
import type { Context } from '../context.ts'
import { difference } from '../difference.ts'

interface UserChange {
  id: string
  /** As the audit calls it. */
  action: string
  reason?: string | undefined
  change: (user: User, how: AccountChange) => void
  /** Its owner has to sign in anew, if that is possible at all. */
  endsSessions?: boolean
  /** Its API keys end as well, and those it made: their scopes were given for other rights. */
  revokesKeys?: boolean
  /** What stood in for its second factor goes with it. */
  dropsRecoveryCodes?: boolean
  /** What its owner is told by mail. */
  notice?: z.infer<typeof mailAccountNotice.payload>['notice']
}

/**
 * Every way to change someone's account goes through here: lock, rule, sessions, mail and audit, in one
 * transaction. A change that changes nothing leaves no trace, so that a retry does no harm.
 */
export function changeUser(ctx: Context & { user: User }, asked: UserChange): Promise<User> {
  return inTransaction(ctx.em, async (em) => {
    const { user, isLastAdmin } = await getUserForUpdate(em, asked.id, ctx.user)
    const before = stateOf(user)
    const now = ctx.now()
    asked.change(user, { by: ctx.user, isLastAdmin, now })
    const changes = difference(before, stateOf(user))
    if (!changes) return user
    if (asked.endsSessions) await em.nativeDelete(Session, { user: user.id })
    if (asked.revokesKeys) await revokeApiKeys(em, user.id, now)
    if (asked.dropsRecoveryCodes) await em.nativeDelete(RecoveryCode, { user: user.id })
    if (asked.notice) {
      const payload = { requestId: newId(), userId: user.id, notice: asked.notice, email: user.email }
      await enqueue(ctx, em, { job: mailAccountNotice, payload })
    }
    recordAudit(em, {
      by: ctx.user,
      requestId: ctx.requestId,
      now,
      action: asked.action,
      object: { type: 'user', id: user.id },
      before: changes.before,
      after: { ...changes.after, ...(asked.reason !== undefined && { reason: asked.reason }) },
    })
    return user
  })
}

const stateFields = ['role', 'verifiedBusinessAt', 'disabledAt', 'totpEnabledAt'] as const

type State = Pick<User, (typeof stateFields)[number]>

const stateOf = ({ role, verifiedBusinessAt, disabledAt, totpEnabledAt }: User): State => ({
  role,
  verifiedBusinessAt,
  disabledAt,
  totpEnabledAt,
})
