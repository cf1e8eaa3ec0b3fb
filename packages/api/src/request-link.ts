import { type AccountTokenPurpose, type User, askAccountLink } from '@desideliver/db'
import { enqueue, mailAccountLink } from '@desideliver/jobs'
import type { EntityManager } from '@mikro-orm/postgresql'
import type { Context } from './context.ts'

interface WantedLink {
  user: Pick<User, 'id' | 'email'>
  purpose: AccountTokenPurpose
  /** Where it goes, unless that is the address the user has. */
  email?: string
}

/** Has a link mailed that proves who opens it, if the transaction of `em` commits. */
export async function requestLink(
  ctx: Pick<Context, 'boss' | 'now'>,
  em: EntityManager,
  { user, purpose, email = user.email }: WantedLink,
): Promise<void> {
  const requestId = await askAccountLink(em, { userId: user.id, purpose, email, now: ctx.now() })
  await enqueue(ctx, em, { job: mailAccountLink, payload: { requestId } })
}
