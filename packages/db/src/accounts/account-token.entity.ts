import { defineEntity, p } from '@mikro-orm/core'
import { User } from './user.entity.ts'

export const accountTokenPurposes = ['verify-email', 'change-email', 'reset-password', 'accept-invitation'] as const
export type AccountTokenPurpose = (typeof accountTokenPurposes)[number]

const AccountTokenSchema = defineEntity({
  name: 'AccountToken',
  tableName: 'account_tokens',
  properties: {
    /** Of the asking; the job that mails the link knows nothing else. */
    id: p.uuid().primary(),
    /** SHA-256 of the token, in hex: what went out by mail is stored nowhere. Null until it went out. */
    tokenHash: p.text().strictNullable(),
    user: () => p.manyToOne(User).deleteRule('cascade'),
    purpose: p.text().$type<AccountTokenPurpose>(),
    /** The address it was sent to, and for a change of address the one that it proves. */
    email: p.text(),
    expiresAt: p.datetime().index('account_tokens_expires_at_index'),
    createdAt: p.datetime(),
  },
  checks: [
    {
      name: 'account_tokens_purpose_check',
      expression: `purpose in ('verify-email', 'change-email', 'reset-password', 'accept-invitation')`,
    },
  ],
  uniques: [
    { name: 'account_tokens_token_hash_unique', properties: ['tokenHash'] },
    // A newer one replaces the older: there is one of each purpose.
    { name: 'account_tokens_user_id_purpose_unique', properties: ['user', 'purpose'] },
  ],
})

/** A link that was asked for, to be mailed and then used once. */
export class AccountToken extends AccountTokenSchema.class {}
AccountTokenSchema.setClass(AccountToken)
