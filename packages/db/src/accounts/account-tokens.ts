import { createHash, randomBytes } from 'node:crypto'
import { LockMode } from '@mikro-orm/core'
import type { EntityManager } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { AccountToken, type AccountTokenPurpose, accountTokenPurposes } from './account-token.entity.ts'
import { linkInvalid } from './account.errors.ts'
import { newId } from '../ids.ts'
import { User } from './user.entity.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** How long a mailed link works. */
const lifetimes: Record<AccountTokenPurpose, number> = {
  'reset-password': 30 * MINUTE_MS,
  'verify-email': 2 * DAY_MS,
  'change-email': DAY_MS,
  'accept-invitation': 7 * DAY_MS,
}

interface AskedLink {
  userId: string
  purpose: AccountTokenPurpose
  email: string
  now: Date
}

/**
 * Notes that a link is wanted, in place of an older one of the same purpose. Call it inside the transaction
 * that asks: what drops the links of an account then reaches this one before any worker has made its token.
 * @returns the id of the asking
 */
export async function askAccountLink(em: EntityManager, { userId, purpose, email, now }: AskedLink): Promise<string> {
  const id = newId()
  await sql`
    insert into account_tokens (id, user_id, purpose, email, expires_at, created_at)
    values (${id}, ${userId}, ${purpose}, ${email}, ${endOf(purpose, now)}, ${now})
    on conflict (user_id, purpose) do update set id = excluded.id, token_hash = null, email = excluded.email,
      expires_at = excluded.expires_at, created_at = excluded.created_at
  `.execute(em.getKysely())
  return id
}

/**
 * The same for a reset that someone asked for by address: where no open account has it, or its password has
 * changed since, there is nothing to note. Nor does an asking that comes late take the place of a newer one.
 * SHARE waits for whoever is changing the password, and a change that comes after finds what was noted.
 */
export async function askPasswordReset(
  em: EntityManager,
  { id, email, askedAt }: { id: string; email: string; askedAt: Date },
): Promise<void> {
  await sql`
    insert into account_tokens (id, user_id, purpose, email, expires_at, created_at)
    select ${id}::uuid, users.id, 'reset-password', users.email, ${endOf('reset-password', askedAt)}, ${askedAt}
    from users where email = ${email} and disabled_at is null and password_changed_at <= ${askedAt} for share
    on conflict (user_id, purpose) do update set id = excluded.id, token_hash = null, email = excluded.email,
      expires_at = excluded.expires_at, created_at = excluded.created_at
    where account_tokens.created_at < excluded.created_at
  `.execute(em.getKysely())
}

/** What a link was asked for, with the user loaded; null where it has been dropped or replaced, or the account is shut. */
export async function findAskedLink(em: EntityManager, id: string): Promise<AccountToken | null> {
  return em.findOne(AccountToken, { id, user: { disabledAt: null } }, { populate: ['user'] })
}

/** @returns 256 random bits in base64url, for the mail alone */
export const newLinkToken = (): string => randomBytes(32).toString('base64url')

/** Lets the token of a link that was mailed work from now on, unless the asking was dropped or replaced meanwhile. */
export async function admitLinkToken(
  em: EntityManager,
  { id, purpose }: Pick<AccountToken, 'id' | 'purpose'>,
  { token, now }: { token: string; now: Date },
): Promise<void> {
  await em.nativeUpdate(AccountToken, { id }, { tokenHash: hashOf(token), expiresAt: endOf(purpose, now) })
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
  const wanted = { tokenHash: hashOf(token), purpose: { $in: [purpose].flat() } }
  const found = await em.findOne(AccountToken, wanted, { populate: ['user'] })
  if (!found || found.expiresAt <= now || found.user.disabledAt) throw linkInvalid()
  return found
}

/**
 * Uses up the token of a link; call it inside the transaction that does what the link is for.
 * @returns whose it was, with the user loaded and locked, and the address it was sent to
 * @throws DomainError LINK_INVALID where it is forged, used, replaced or expired
 */
export async function takeAccountToken(em: EntityManager, presented: PresentedToken): Promise<AccountToken> {
  const found = await getAccountToken(em, presented)
  // Disabled or given another address at this moment, the user is read anew once that is done.
  const open = { id: found.user.id, disabledAt: null }
  const user = await em.findOne(User, open, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true })
  if (!user) throw linkInvalid()
  // Deleting decides between two uses at once: one of them deletes nothing.
  if ((await em.nativeDelete(AccountToken, { id: found.id })) === 0) throw linkInvalid()
  return found
}

/** Makes links that a user was mailed, or asked for, useless: all, or those for some purposes. */
export async function dropAccountTokens(
  em: EntityManager,
  userId: string,
  purposes: readonly AccountTokenPurpose[] = accountTokenPurposes,
): Promise<void> {
  await em.nativeDelete(AccountToken, { user: userId, purpose: { $in: [...purposes] } })
}

const endOf = (purpose: AccountTokenPurpose, now: Date): Date => new Date(now.getTime() + lifetimes[purpose])

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')
