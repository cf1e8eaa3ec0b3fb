import { User, inTransaction, totpRequired, wrongCode } from '@desideliver/db'
import type { EntityManager } from '@mikro-orm/postgresql'
import type { Context } from '../context.ts'
import { networkOf } from '../network.ts'
import { auditOwnChange } from './audit-own-change.ts'
import { takeRecoveryCode } from './recovery-codes.ts'
import { findTotpStep, isTotpCode } from './totp.ts'

type Verification = Pick<Context, 'em' | 'now' | 'secrets' | 'limits' | 'log' | 'requestId'>

/**
 * Asks whoever has a second factor for it. Call it only after the password was right: the refusals tell
 * that the account exists and has one.
 * @param code of the authenticator app, or a recovery code; either is used up
 * @throws DomainError TOTP_REQUIRED without a code, WRONG_CODE
 * @throws LimitedError after too many tries
 */
export async function verifySecondFactor(
  ctx: Verification & Pick<Context, 'ipAddress'>,
  user: User,
  code: string | undefined,
): Promise<void> {
  if (!user.totpEnabledAt) return
  if (code === undefined) throw totpRequired()
  await limitTries(ctx, user, async () => {
    if (await inTransaction(ctx.em, (em) => takeCode({ ...ctx, em }, user, code))) return
    await ctx.limits.consume('loginFailureAddress', networkOf(ctx.ipAddress))
    throw wrongCode('unauthenticated')
  })
}

/**
 * Does what a code is tried for, which throws where the code is wrong. A try counts before that is known, so that many
 * at once gain nothing; and by account alone, since nobody gets here without its password.
 */
export async function limitTries<T>(
  { limits }: Pick<Context, 'limits'>,
  user: User,
  attempt: () => Promise<T>,
): Promise<T> {
  await limits.consume('secondFactor', user.id)
  const result = await attempt()
  await limits.forget('secondFactor', user.id)
  return result
}

/** Uses a code up, inside a transaction. @returns whether it was right and unused */
export async function takeCode(ctx: Verification, user: User, code: string): Promise<boolean> {
  const { em, now } = ctx
  if (!isTotpCode(code)) {
    const taken = await takeRecoveryCode(em, user.id, code)
    if (taken) auditOwnChange(em, { ...ctx, user }, { action: 'auth.totp.use-recovery-code' })
    return taken
  }
  const secret = openTotpSecret(ctx, user)
  const step = secret === null ? null : findTotpStep(secret, code, now())
  return step !== null && takeTotpStep(em, user.id, step)
}

/** The secret that a user's authenticator app has, or null: there is none, or it was sealed with another key. */
export function openTotpSecret({ secrets, log }: Pick<Context, 'secrets' | 'log'>, user: User): string | null {
  if (!user.totpSecret) return null
  try {
    return secrets.open(user.totpSecret)
  } catch (err) {
    log.error({ err, userId: user.id }, 'The secret of a second factor cannot be opened: SECRET_KEY is another one')
    return null
  }
}

/** Of two uses of one code at once, the update lets one through. */
async function takeTotpStep(em: EntityManager, userId: string, step: number): Promise<boolean> {
  const unused = { $or: [{ totpLastStep: null }, { totpLastStep: { $lt: step } }] }
  return (await em.nativeUpdate(User, { id: userId, ...unused }, { totpLastStep: step })) === 1
}
