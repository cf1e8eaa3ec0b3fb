import {
  type AccountToken,
  type AccountTokenPurpose,
  User,
  admitLinkToken,
  findAskedLink,
  newLinkToken,
} from '@desideliver/db'
import type { EntityManager } from '@mikro-orm/postgresql'
import type { JobContext } from '../job.ts'
import type { Draft } from '../mail/draft.ts'
import { renderMail } from '../mail/render.ts'
import { composeOnce } from '../mail/send-once.ts'
import type { Addressee } from './addressee.ts'

/** Where each link leads, and what its mail is called; the template of the same name says the rest. */
const links: Record<AccountTokenPurpose, { path: string; subject: string }> = {
  'verify-email': { path: '/verify-email', subject: 'Confirm your e-mail address' },
  'change-email': { path: '/verify-email', subject: 'Confirm your new e-mail address' },
  'reset-password': { path: '/reset-password', subject: 'Choose a new password' },
  'accept-invitation': { path: '/accept-invitation', subject: 'You are invited to work at DesiDeliver' },
}

/**
 * Mails the link that was asked for, unless that has become pointless meanwhile. The token is made here, and
 * works once its mail has gone out: neither the queue nor the log ever holds it, and nothing of the account is
 * locked for as long as a mail server takes. Dropped while the mail is on its way, the link never works.
 */
export async function mailLink(context: JobContext, requestId: string): Promise<void> {
  const { business, now } = context
  await composeOnce(context, `account-link:${requestId}`, async (em) => {
    const asked = await findAskedLink(em, requestId)
    if (!asked || (await isPointless(em, asked))) return null
    const { user, purpose, email } = asked
    const token = newLinkToken()
    const to = { name: user.contactPerson(), firstName: user.firstName, email }
    return {
      draft: composeLink(to, { purpose, token, webUrl: business.webUrl }),
      onceSent: () => admitLinkToken(em, asked, { token, now: now() }),
    }
  })
}

export function composeLink(
  to: Addressee,
  { purpose, token, webUrl }: { purpose: AccountTokenPurpose; token: string; webUrl: string },
): Draft {
  const { path, subject } = links[purpose]
  const parts = renderMail(`accounts/${purpose}`, { firstName: to.firstName, link: `${webUrl}${path}?token=${token}` })
  return { to: { name: to.name, address: to.email }, subject, ...parts }
}

async function isPointless(em: EntityManager, { user, purpose, email }: AccountToken): Promise<boolean> {
  // Who asked for a new address is not told that someone has it: nothing goes there.
  if (purpose === 'change-email') return (await em.count(User, { email })) > 0
  return email !== user.email || (purpose === 'verify-email' && user.emailVerifiedAt !== null)
}
