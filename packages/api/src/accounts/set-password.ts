import { type User, dropAccountTokens, newId } from '@desideliver/db'
import { enqueue, mailAccountNotice } from '@desideliver/jobs'
import type { EntityManager } from '@mikro-orm/postgresql'
import type { Context } from '../context.ts'
import { closeSessions } from './sessions.ts'

interface NewPassword {
  user: User
  passwordHash: string
  /** The session that may stay. */
  keepSession: string | null
}

/**
 * Gives a user another password, ends the sessions and says so by mail. What was asked for before, another
 * password or address, comes to nothing, mailed already or not: whoever asked for it may be who the change shuts out.
 * Call it inside a transaction that has locked the user: who signs in with the old password at this moment
 * waits, or has a session to end.
 */
export async function setPassword(
  ctx: Pick<Context, 'boss' | 'now'>,
  em: EntityManager,
  { user, passwordHash, keepSession }: NewPassword,
): Promise<void> {
  user.changePassword(passwordHash, ctx.now())
  await closeSessions(em, user.id, keepSession)
  await dropAccountTokens(em, user.id, ['reset-password', 'change-email'])
  const payload = { requestId: newId(), userId: user.id, notice: 'password-changed' as const, email: user.email }
  await enqueue(ctx, em, { job: mailAccountNotice, payload })
}
