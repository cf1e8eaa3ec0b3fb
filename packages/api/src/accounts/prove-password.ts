import { wrongPassword } from '@desideliver/db'
import type { Context, SignedIn } from '../context.ts'
import { networkOf } from '../network.ts'
import { passwordMatches } from './passwords.ts'

type Guesser = Pick<Context, 'limits' | 'ipAddress'>

/** Failures count for one account from one network: whoever guesses elsewhere keeps nobody out here. */
const guessKey = (account: string, { ipAddress }: Guesser): string => `${account} ${networkOf(ipAddress)}`

interface Guess {
  typed: string
  passwordHash: string | null
}

/**
 * Whether a password opens an account, and takes as long where there is none.
 * @param account the address that was typed
 * @throws DomainError TOO_MANY_REQUESTS after too many failures, however right this one is; OVERLOADED
 */
export async function guessPassword(guesser: Guesser, account: string, guess: Guess): Promise<boolean> {
  const { limits, ipAddress } = guesser
  await limits.check('loginFailureAddress', networkOf(ipAddress))
  const matches = await guessOwn(guesser, account, guess)
  if (!matches) await limits.consume('loginFailureAddress', networkOf(ipAddress))
  return matches
}

/** Counts for the account alone. */
async function guessOwn(guesser: Guesser, account: string, { typed, passwordHash }: Guess): Promise<boolean> {
  const { limits } = guesser
  const key = guessKey(account, guesser)
  await limits.check('loginFailure', key)
  if (!(await passwordMatches(passwordHash, typed))) {
    await limits.consume('loginFailure', key)
    return false
  }
  // Of many guesses made side by side, the right one must not count once too many others have failed.
  await limits.check('loginFailure', key)
  await limits.forget('loginFailure', key)
  return true
}

/** Whoever has proved the account by mail starts anew. */
export const forgetGuesses = (guesser: Guesser, account: string): Promise<void> =>
  guesser.limits.forget('loginFailure', guessKey(account, guesser))

/**
 * What others of the same address get wrong at the door is no matter of someone who is inside.
 * @throws DomainError WRONG_PASSWORD where the typed one is not that of who asks; what `guessPassword` throws
 */
export async function requirePassword(ctx: Guesser & Pick<SignedIn, 'user'>, typed: string): Promise<void> {
  const { email, passwordHash } = ctx.user
  if (!(await guessOwn(ctx, email, { typed, passwordHash }))) throw wrongPassword()
}
