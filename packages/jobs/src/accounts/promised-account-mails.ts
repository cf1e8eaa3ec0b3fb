import type { PromisedMail } from '../promised-mail.ts'
import { mailAccountLink } from './mail-account-link.job.ts'

/**
 * Links that were asked for. A reset is not among them: who asked is known to its job alone until that runs. Nor are
 * notices, which no row promises.
 */
export const promisedAccountMails: readonly PromisedMail[] = [
  {
    job: mailAccountLink.name,
    promised: `
      select 'account-link:' || id as key, jsonb_build_object('requestId', id) as payload
      from account_tokens
      where purpose <> 'reset-password' and token_hash is null and created_at >= ? and created_at < ?`,
  },
]
