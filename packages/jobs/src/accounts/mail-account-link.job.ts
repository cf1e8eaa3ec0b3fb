import { type AccountTokenPurpose, User, accountTokenPurposes, issueAccountToken } from '@desideliver/db'
import { z } from 'zod'
import { defineJob } from '../job.ts'
import { renderMail } from '../mail/render.ts'
import { composeOnce } from '../mail/send-once.ts'

/** Where each link leads, and what its mail is called; the template of the same name says the rest. */
const links: Record<AccountTokenPurpose, { path: string; subject: string }> = {
  'verify-email': { path: '/verify-email', subject: 'Confirm your e-mail address' },
  'change-email': { path: '/verify-email', subject: 'Confirm your new e-mail address' },
  'reset-password': { path: '/reset-password', subject: 'Choose a new password' },
  'accept-invitation': { path: '/accept-invitation', subject: 'You are invited to work at DesiDeliver' },
}

/**
 * Mails a link that proves who opens it. The token is made here, in the transaction that sends the
 * mail: neither the queue nor the log ever holds it.
 */
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
      if (!user) return null
      const token = await issueAccountToken(em, { userId, purpose, email, now: context.now() })
      const { path, subject } = links[purpose]
      const link = `${context.business.webUrl}${path}?token=${token}`
      return {
        to: { name: user.contactPerson(), address: email },
        subject,
        ...renderMail(`accounts/${purpose}`, { firstName: user.firstName, link }),
      }
    })
  },
})
