import { defineEntity, p } from '@mikro-orm/core'
import { User } from './accounts/user.entity.ts'

const IdempotencyKeySchema = defineEntity({
  name: 'IdempotencyKey',
  tableName: 'idempotency_keys',
  properties: {
    user: () => p.manyToOne(User).primary().deleteRule('cascade'),
    key: p.text().primary(),
    /** SHA-256 of the operation and its input: the same key with another body is refused. */
    requestHash: p.text(),
    /** The first answer, repeated to every retry. Null only inside the transaction that makes it. */
    answer: p.json<unknown>().strictNullable(),
    createdAt: p.datetime().index('idempotency_keys_created_at_index'),
  },
})

/** A write that has been done, so that its retry is not a second one. */
export class IdempotencyKey extends IdempotencyKeySchema.class {}
IdempotencyKeySchema.setClass(IdempotencyKey)
