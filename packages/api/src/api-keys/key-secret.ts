import { createHash, randomBytes } from 'node:crypto'

/** How much of a key may be shown: enough to tell keys apart, and 216 bits short of the key. */
const PREFIX_LENGTH = 10

/** @returns a new key, 256 random bits behind the mark by which people and scanners know what it opens */
export const createKey = (): string => `dd_${randomBytes(32).toString('base64url')}`

export const prefixOf = (key: string): string => key.slice(0, PREFIX_LENGTH)

/** What is stored in place of a key. It is random, so that a plain hash is enough. */
export const hashKey = (key: string): string => createHash('sha256').update(key).digest('hex')
