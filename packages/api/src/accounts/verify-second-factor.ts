import { User, totpRequired, wrongCode } from '@desideliver/db'
import type { EntityManager } from '@mikro-orm/postgresql'
import type { Context } from '../context.ts'
import { networkOf } from '../network.ts'
import { takeRecoveryCode } from './recovery-codes.ts'
import { findTotpStep, isTotpCode } from './totp.ts'

type Verification = Pick<Context, 'em' | 'now' | 'secrets' | 'limits'>

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
    if (await takeCode(ctx, user, code)) return
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

/** @returns whether the code was right and unused */
export async function takeCode({ em, now, secrets }: Verification, user: User, code: string): Promise<boolean> {
  if (!isTotpCode(code)) return takeRecoveryCode(em, user.id, code)
  if (!user.totpSecret) return false
  const step = findTotpStep(secrets.open(user.totpSecret), code, now())
  return step !== null && takeTotpStep(em, user.id, step)
}

/** Of two uses of one code at once, the update lets one through. */
async function takeTotpStep(em: EntityManager, userId: string, step: number): Promise<boolean> {
  const unused = { $or: [{ totpLastStep: null }, { totpLastStep: { $lt: step } }] }
  return (await em.nativeUpdate(User, { id: userId, ...unused }, { totpLastStep: step })) === 1
}
