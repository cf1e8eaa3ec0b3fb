import type { User } from '@desideliver/db'
import type { Context, SignedIn } from '../context.ts'

/** What a procedure for staff works with. */
export type StaffContext = Context & Pick<SignedIn, 'apiKeyId'> & { user: User }

/** Who does it, in which request and when, for the audit. */
export const auditedBy = ({ user, apiKeyId, requestId, now }: StaffContext) => ({
  by: user,
  apiKeyId,
  requestId,
  now: now(),
})
