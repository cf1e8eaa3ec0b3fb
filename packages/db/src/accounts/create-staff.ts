import { randomBytes } from 'node:crypto'
import { type EntityManager, UniqueConstraintViolationException } from '@mikro-orm/postgresql'
import { staffEmailTaken } from './account.errors.ts'
import { house } from './house.ts'
import { type Role, User } from './user.entity.ts'

export interface NewStaff {
  email: string
  firstName: string
  lastName: string
  role: Exclude<Role, 'customer'>
  passwordHash: string
  /** Null until the address is proved. */
  emailVerifiedAt: Date | null
}

/**
 * Stores an account of the house's own people.
 * @throws DomainError EMAIL_TAKEN; the transaction is then of no more use
 */
export async function createStaff(em: EntityManager, details: NewStaff): Promise<User> {
  const user = em.create(User, { ...house, ...unproved, ...details })
  await em.flush().catch((error: unknown) => {
    throw error instanceof UniqueConstraintViolationException ? staffEmailTaken() : error
  })
  return user
}

const unproved = {
  verifiedBusinessAt: null,
  disabledAt: null,
  totpSecret: null,
  totpEnabledAt: null,
  totpLastStep: null,
}

/**
 * A hash that no password has, in the shape and at the cost of all others: signing in to an account
 * that still has no password takes as long as with a wrong one.
 */
export function unusablePasswordHash(): string {
  return `$argon2id$v=19$m=19456,t=2,p=1$${randomPart(16)}$${randomPart(32)}`
}

const randomPart = (bytes: number): string => randomBytes(bytes).toString('base64').replaceAll('=', '')
