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
 * Gives a user another password, ends the sessions and says so by mail. What was mailed before, for
 * another password or address, works no more: whoever asked for it may be who the change shuts out.
 */
export async function setPassword(
  ctx: Pick<Context, 'boss'>,
  em: EntityManager,
  { user, passwordHash, keepSession }: NewPassword,
): Promise<void> {
  user.passwordHash = passwordHash
  // First: who signs in with the old password at this moment waits here, or has a session to end below.
  await em.flush()
  await closeSessions(em, user.id, keepSession)
  await dropAccountTokens(em, user.id, ['reset-password', 'change-email'])
  const payload = { requestId: newId(), userId: user.id, notice: 'password-changed' as const, email: user.email }
  await enqueue(ctx, em, { job: mailAccountNotice, payload })
}
