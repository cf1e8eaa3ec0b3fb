import { type IdempotentRequest, type User, idempotent } from '@desideliver/db'
import type { EntityManager } from '@mikro-orm/postgresql'
import type { Context } from './context.ts'
import type { IdempotentOperation } from './idempotent-operations.ts'

interface KeyedRequest<T> extends Omit<IdempotentRequest<T>, 'userId' | 'key'> {
  ctx: Context & { user: User }
  operation: IdempotentOperation
}

/**
 * Does `work` once for each `Idempotency-Key` of a user, where the request carries one; see `idempotent`.
 * @param em of the transaction that `work` happens in
 */
export function oncePerKey<T>(
  em: EntityManager,
  { ctx, ...request }: KeyedRequest<T>,
  work: () => Promise<T>,
): Promise<T> {
  if (ctx.idempotencyKey === null) return work()
  return idempotent(em, { ...request, userId: ctx.user.id, key: ctx.idempotencyKey }, work)
}
