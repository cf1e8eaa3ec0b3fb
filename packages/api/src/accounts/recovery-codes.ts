import { createHash } from 'node:crypto'
import { RecoveryCode } from '@desideliver/db'
import type { EntityManager } from '@mikro-orm/postgresql'
import { Secret } from 'otpauth'

const COUNT = 10

/** Makes a new set, in place of the old one. @returns the codes, such as `ABCD-EFGH-IJKL-MNOP`, for their owner alone */
export async function issueRecoveryCodes(em: EntityManager, userId: string): Promise<string[]> {
  const codes = Array.from({ length: COUNT }, newCode)
  await deleteRecoveryCodes(em, userId)
  await em.insertMany(
    RecoveryCode,
    codes.map((code) => ({ id: hashOf(userId, code), user: userId })),
  )
  return codes
}

/** Uses a code up. @returns whether it was one of this user's: of two uses at once, one gets false */
export async function takeRecoveryCode(em: EntityManager, userId: string, code: string): Promise<boolean> {
  return (await em.nativeDelete(RecoveryCode, { id: hashOf(userId, code), user: userId })) === 1
}

export async function deleteRecoveryCodes(em: EntityManager, userId: string): Promise<void> {
  await em.nativeDelete(RecoveryCode, { user: userId })
}

/** 80 random bits: too many to guess, so a plain hash keeps them. */
const newCode = (): string => new Secret({ size: 10 }).base32.replace(/.{4}(?=.)/g, '$&-')

const hashOf = (userId: string, code: string): string =>
  createHash('sha256')
    .update(`${userId} ${code.replace(/[\s-]/g, '').toUpperCase()}`)
    .digest('hex')
