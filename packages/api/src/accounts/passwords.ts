import { hash, verify } from '@node-rs/argon2'

/** OWASP's argon2id profile of 19 MiB, two passes, one lane; about 10 ms. */
const cost = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 }

/** Hashes a password for storing; salt and cost travel inside the hash. */
export const hashPassword = (password: string): Promise<string> => hash(password, cost)

/** A hash of nothing anyone knows, so that an unknown address costs as much as a wrong password. */
const decoy = hashPassword(crypto.randomUUID())

/** Whether the password is the one behind the hash. Without a hash the answer is no, and takes as long. */
export async function passwordMatches(passwordHash: string | null, password: string): Promise<boolean> {
  const matches = await verify(passwordHash ?? (await decoy), password)
  return matches && passwordHash !== null
}
