import { createHash, randomBytes } from 'node:crypto'
import type { EntityManager } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { AccountToken, type AccountTokenPurpose, accountTokenPurposes } from './account-token.entity.ts'
import { linkInvalid } from './account.errors.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** How long a mailed link works. */
const lifetimes: Record<AccountTokenPurpose, number> = {
  'reset-password': 30 * MINUTE_MS,
  'verify-email': 2 * DAY_MS,
  'change-email': DAY_MS,
  'accept-invitation': 7 * DAY_MS,
}

interface NewAccountToken {
  userId: string
  purpose: AccountTokenPurpose
  email: string
  now: Date
}

/**
 * Makes the token of a link, in place of an older one of the same purpose.
 * @returns 256 random bits in base64url, for the mail alone
 */
export async function issueAccountToken(
  em: EntityManager,
  { userId, purpose, email, now }: NewAccountToken,
): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  const expiresAt = new Date(now.getTime() + lifetimes[purpose])
  await sql`
    insert into account_tokens (id, user_id, purpose, email, expires_at, created_at)
    values (${hashOf(token)}, ${userId}, ${purpose}, ${email}, ${expiresAt}, ${now})
    on conflict (user_id, purpose) do update set
      id = excluded.id, email = excluded.email, expires_at = excluded.expires_at, created_at = excluded.created_at
  `.execute(em.getKysely())
  return token
}

/** A token as it came back, and what it may be for. */
interface PresentedToken {
  token: string
  purpose: AccountTokenPurpose | readonly AccountTokenPurpose[]
  now: Date
}

/**
 * Looks at the token of a link without using it up, for work that is better done before.
 * @returns whose it is, with the user loaded, and the address it was sent to
 * @throws DomainError LINK_INVALID where it is forged, used, replaced or expired
 */
export async function getAccountToken(
  em: EntityManager,
  { token, purpose, now }: PresentedToken,
): Promise<AccountToken> {
  const wanted = { id: hashOf(token), purpose: { $in: [purpose].flat() } }
  const found = await em.findOne(AccountToken, wanted, { populate: ['user'] })
  if (!found || found.expiresAt <= now || found.user.disabledAt) throw linkInvalid()
  return found
}

/**
 * Uses up the token of a link; call it inside the transaction that does what the link is for.
 * @returns whose it was, with the user loaded, and the address it was sent to
 * @throws DomainError LINK_INVALID where it is forged, used, replaced or expired
 */
export async function takeAccountToken(em: EntityManager, presented: PresentedToken): Promise<AccountToken> {
  const found = await getAccountToken(em, presented)
  // Deleting decides between two uses at once: one of them deletes nothing.
  if ((await em.nativeDelete(AccountToken, { id: found.id })) === 0) throw linkInvalid()
  return found
}

/** Makes links that a user was mailed useless: all, or those for some purposes. */
export async function dropAccountTokens(
  em: EntityManager,
  userId: string,
  purposes: readonly AccountTokenPurpose[] = accountTokenPurposes,
): Promise<void> {
  await em.nativeDelete(AccountToken, { user: userId, purpose: { $in: [...purposes] } })
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')
