import type { Context, SignedIn } from './context.ts'

/** What a procedure for staff works with. */
export type StaffContext = Context & Pick<SignedIn, 'user' | 'apiKeyId'>

/** Who does it, in which request and when, for the audit. */
export const auditedBy = ({ user, apiKeyId, requestId, now }: StaffContext) => ({
  by: user,
  apiKeyId,
  requestId,
  now: now(),
})
