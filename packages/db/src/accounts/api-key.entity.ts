import { defineEntity, p } from '@mikro-orm/core'
import { newId } from '../ids.ts'
import { User } from './user.entity.ts'

/** What an API key may be allowed. A procedure names the one it needs; one that names none takes no key. */
export const scopes = [
  'catalogue:read',
  'catalogue:write',
  'orders:read',
  'orders:write',
  'tickets:read',
  'tickets:write',
] as const
export type Scope = (typeof scopes)[number]

const ApiKeySchema = defineEntity({
  name: 'ApiKey',
  tableName: 'api_keys',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    name: p.text(),
    /** SHA-256 of the key, in hex. */
    keyHash: p.text().hidden(),
    /** The beginning of the key, by which people tell keys apart. */
    prefix: p.text(),
    scopes: p.array().$type<Scope[]>().columnType('text[]'),
    /** Whose rights the key has at most. */
    user: () => p.manyToOne(User).deleteRule('cascade').index('api_keys_user_id_index'),
    /** The admin who made it, and answers for it: it opens nothing while that one is no open admin. */
    createdBy: () => p.manyToOne(User).index('api_keys_created_by_id_index'),
    expiresAt: p.datetime(),
    revokedAt: p.datetime().strictNullable(),
    lastUsedAt: p.datetime().strictNullable(),
    createdAt: p.datetime(),
  },
  uniques: [{ name: 'api_keys_key_hash_unique', properties: ['keyHash'] }],
})

/** A key by which a third party's program acts for a user, within its scopes. */
export class ApiKey extends ApiKeySchema.class {}
ApiKeySchema.setClass(ApiKey)
