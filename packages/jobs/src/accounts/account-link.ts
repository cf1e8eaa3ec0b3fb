import { type AccountTokenPurpose, type User, issueAccountToken } from '@desideliver/db'
import type { EntityManager } from '@mikro-orm/postgresql'
import type { JobContext } from '../job.ts'
import type { Draft } from '../mail/send-once.ts'
import { renderMail } from '../mail/render.ts'

/** Where each link leads, and what its mail is called; the template of the same name says the rest. */
const links: Record<AccountTokenPurpose, { path: string; subject: string }> = {
  'verify-email': { path: '/verify-email', subject: 'Confirm your e-mail address' },
  'change-email': { path: '/verify-email', subject: 'Confirm your new e-mail address' },
  'reset-password': { path: '/reset-password', subject: 'Choose a new password' },
  'accept-invitation': { path: '/accept-invitation', subject: 'You are invited to work at DesiDeliver' },
}

/**
 * A mail with a link that proves who opens it. The token is made here, in the transaction that sends the
 * mail: neither the queue nor the log ever holds it.
 */
export async function composeLink(
  { business, now }: Pick<JobContext, 'business' | 'now'>,
  em: EntityManager,
  { user, purpose, email }: { user: User; purpose: AccountTokenPurpose; email: string },
): Promise<Draft> {
  const token = await issueAccountToken(em, { userId: user.id, purpose, email, now: now() })
  const { path, subject } = links[purpose]
  const link = `${business.webUrl}${path}?token=${token}`
  return {
    to: { name: user.contactPerson(), address: email },
    subject,
    ...renderMail(`accounts/${purpose}`, { firstName: user.firstName, link }),
  }
}
