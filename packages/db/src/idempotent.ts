import { createHash } from 'node:crypto'
import type { EntityManager } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { DomainError } from './errors.ts'
import { IdempotencyKey } from './idempotency-key.entity.ts'
import { prepared } from './prepare-hot-statements.ts'

export interface IdempotentRequest<T> {
  userId: string
  /** The client's `Idempotency-Key`. */
  key: string
  /** What is asked for, such as `orders.create`. */
  operation: string
  input: unknown
  /** Reads a stored answer back from JSON. */
  readAnswer: (stored: unknown) => T
}

/**
 * Does `work` once for each key of a user and repeats its first answer ever after. The key is stored
 * in the caller's transaction: it is taken only if the work is. A second request with the same key
 * waits here until the first has ended.
 * @param work answers with plain JSON
 * @throws DomainError IDEMPOTENCY_KEY_REUSED where the key came with another request before
 */
export async function idempotent<T>(
  em: EntityManager,
  request: IdempotentRequest<T>,
  work: () => Promise<T>,
): Promise<T> {
  const { userId, key } = request
  const requestHash = hashRequest(request)
  const claimed = await sql`${prepared}
    insert into idempotency_keys (user_id, key, request_hash, created_at)
    values (${userId}, ${key}, ${requestHash}, now()) on conflict do nothing returning key
  `.execute(em.getKysely())
  if (claimed.rows.length === 0) return repeatAnswer(em, request, requestHash)
  const answer = await work()
  await sql`${prepared}
    update idempotency_keys set answer = ${JSON.stringify(answer)}::jsonb where user_id = ${userId} and key = ${key}
  `.execute(em.getKysely())
  return answer
}

async function repeatAnswer<T>(em: EntityManager, request: IdempotentRequest<T>, requestHash: string): Promise<T> {
  const { userId, key, readAnswer } = request
  const first = await em.findOneOrFail(IdempotencyKey, { user: userId, key })
  if (first.requestHash !== requestHash)
    throw new DomainError(
      'unprocessable',
      'IDEMPOTENCY_KEY_REUSED',
      'This Idempotency-Key came with another request before: use a new key for each new request.',
    )
  return readAnswer(first.answer)
}

function hashRequest({ operation, input }: Pick<IdempotentRequest<unknown>, 'operation' | 'input'>): string {
  return createHash('sha256')
    .update(`${operation}\n${canonicalJson(input)}`)
    .digest('hex')
}

/** JSON with sorted keys, so that the order of a body's fields does not make it another body. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}
