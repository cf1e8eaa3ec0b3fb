import { DomainError } from '@desideliver/db'
import { hash, verify } from '@node-rs/argon2'
import pLimit from 'p-limit'

/** OWASP's argon2id profile of 19 MiB, two passes, one lane; about 10 ms. */
const cost = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 }

/** More at once would take the cores from everyone else. */
const AT_ONCE = 2
/** How many may wait, for two or three seconds at worst; the next is told to come back. */
const MAX_WAITING = 300

const turns = pLimit(AT_ONCE)

/** @throws DomainError OVERLOADED where too many wait already */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (turns.pendingCount >= MAX_WAITING)
    throw new DomainError('unavailable', 'OVERLOADED', 'Too many people are signing in: try again in a moment.')
  return turns(work)
}

/** One password, whatever keyboard wrote its accents. */
const unify = (password: string): string => password.normalize('NFKC')

/**
 * Hashes a password for storing; salt and cost travel inside the hash.
 * @throws DomainError OVERLOADED
 */
export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(unify(password), cost))

/** A hash of nothing anyone knows, so that an unknown address costs as much as a wrong password. */
const decoy = hashPassword(crypto.randomUUID())

/**
 * Whether the password is the one behind the hash. Without a hash the answer is no, and takes as long.
 * @throws DomainError OVERLOADED
 */
export async function passwordMatches(passwordHash: string | null, password: string): Promise<boolean> {
  const against = passwordHash ?? (await decoy)
  const matches = await inTurn(() => verify(against, unify(password)))
  return matches && passwordHash !== null
}
