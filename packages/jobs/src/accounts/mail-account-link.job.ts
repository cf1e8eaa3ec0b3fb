import { type AccountTokenPurpose, User, accountTokenPurposes } from '@desideliver/db'
import type { EntityManager } from '@mikro-orm/postgresql'
import { z } from 'zod'
import { defineJob } from '../job.ts'
import { composeOnce } from '../mail/send-once.ts'
import { composeLink } from './account-link.ts'

/** Mails a link that proves who opens it, unless it has become pointless meanwhile. */
export const mailAccountLink = defineJob({
  name: 'mail-account-link',
  payload: z.strictObject({
    /** One for each asking; asking again sends another mail. */
    requestId: z.uuid(),
    userId: z.uuid(),
    purpose: z.enum(accountTokenPurposes),
    email: z.email(),
  }),
  async handle(context, { requestId, userId, purpose, email }) {
    await composeOnce(context, `account-link:${requestId}`, async (em) => {
      const user = await em.findOne(User, { id: userId, disabledAt: null })
      if (!user || (await isPointless(em, { user, purpose, email }))) return null
      return composeLink(context, em, { user, purpose, email })
    })
  },
})

interface Link {
  user: User
  purpose: AccountTokenPurpose
  email: string
}

async function isPointless(em: EntityManager, { user, purpose, email }: Link): Promise<boolean> {
  // Who asked for a new address is not told that someone has it: nothing goes there.
  if (purpose === 'change-email') return (await em.count(User, { email })) > 0
  return email !== user.email || (purpose === 'verify-email' && user.emailVerifiedAt !== null)
}
