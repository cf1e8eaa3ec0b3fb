import { User } from '@desideliver/db'
import { z } from 'zod'
import { defineJob } from '../job.ts'
import { composeOnce } from '../mail/send-once.ts'
import { composeLink } from './account-link.ts'

/**
 * Mails a link for a new password to an address that someone typed, if it has an account. Whether it has
 * one is asked here and nowhere before: who typed it learns nothing, not even from the time it took.
 */
export const mailPasswordReset = defineJob({
  name: 'mail-password-reset',
  payload: z.strictObject({ requestId: z.uuid(), email: z.email() }),
  async handle(context, { requestId, email }) {
    await composeOnce(context, `password-reset:${requestId}`, async (em) => {
      const user = await em.findOne(User, { email, disabledAt: null })
      return user && composeLink(context, em, { user, purpose: 'reset-password', email: user.email })
    })
  },
})
