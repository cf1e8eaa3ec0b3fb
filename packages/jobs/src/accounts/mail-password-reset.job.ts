import { askPasswordReset, inTransaction } from '@desideliver/db'
import { z } from 'zod'
import { defineJob } from '../job.ts'
import { mailLink } from './account-link.ts'

/**
 * Mails a link for a new password to an address that someone typed, if it has an account. Whether it has
 * one is asked here and nowhere before: who typed it learns nothing, not even from the time it took.
 */
export const mailPasswordReset = defineJob({
  name: 'mail-password-reset',
  payload: z.strictObject({
    requestId: z.uuid(),
    email: z.email(),
    /** A password that was changed later is not reset any more. */
    askedAt: z.iso.datetime(),
  }),
  async handle(context, { requestId, email, askedAt }) {
    const asked = { id: requestId, email, askedAt: new Date(askedAt) }
    await inTransaction(context.em, (em) => askPasswordReset(em, asked))
    await mailLink(context, requestId)
  },
})
