import { User } from '@desideliver/db'
import { z } from 'zod'
import { defineJob } from '../job.ts'
import type { Draft } from '../mail/draft.ts'
import { renderMail } from '../mail/render.ts'
import { sendOnce } from '../mail/send-once.ts'
import type { Addressee } from './addressee.ts'

/** What can have happened to an account, and what its mail is called. */
const subjects = {
  'password-changed': 'Your password was changed',
  'email-changing': 'Your e-mail address is being changed',
  'business-verified': 'Your business is verified',
  'account-disabled': 'Your account was disabled',
  'account-enabled': 'Your account is open again',
  'two-factor-enabled': 'Your account has a second factor',
  'two-factor-disabled': 'Your account has no second factor any more',
} as const

export const accountNotices = [
  'password-changed',
  'email-changing',
  'business-verified',
  'account-disabled',
  'account-enabled',
  'two-factor-enabled',
  'two-factor-disabled',
] as const

export type AccountNotice = (typeof accountNotices)[number]

/** Tells someone what happened to their account, in case it was not them. */
export const mailAccountNotice = defineJob({
  name: 'mail-account-notice',
  payload: z.strictObject({ requestId: z.uuid(), userId: z.uuid(), notice: z.enum(accountNotices), email: z.email() }),
  async handle(context, { requestId, userId, notice, email }) {
    const user = await context.em.findOneOrFail(User, userId)
    const to = { name: user.contactPerson(), firstName: user.firstName, email }
    await sendOnce(context, { key: `account-notice:${requestId}`, ...composeNotice(to, notice) })
  },
})

export const composeNotice = ({ name, firstName, email }: Addressee, notice: AccountNotice): Draft => ({
  to: { name, address: email },
  subject: subjects[notice],
  ...renderMail(`accounts/${notice}`, { firstName }),
})
