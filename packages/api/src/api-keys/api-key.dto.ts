import { type ApiKey, roles, scopes } from '@desideliver/db'
import { z } from 'zod'
import { moment } from '../fields.ts'

export const scope = z.enum(scopes)

/** A key, without what would open anything. */
export const ApiKeyDto = z
  .strictObject({
    id: z.uuid(),
    name: z.string(),
    prefix: z
      .string()
      .meta({ description: 'How the key begins, by which people tell keys apart', example: 'dd_Xk2_9aQ' }),
    scopes: z.array(scope),
    user: z
      .strictObject({ id: z.uuid(), email: z.string(), role: z.enum(roles) })
      .meta({ description: 'Whose rights the key has at most' }),
    createdBy: z
      .strictObject({ id: z.uuid(), email: z.string() })
      .meta({ description: 'The admin who made it; it opens nothing while that one is disabled or no admin' }),
    expiresAt: moment,
    revokedAt: moment.nullable(),
    lastUsedAt: moment.nullable().meta({ description: 'To the minute' }),
    createdAt: moment,
  })
  .meta({ id: 'ApiKey' })

/** @param key with its user and its maker loaded */
export function toApiKeyDto(key: ApiKey): z.infer<typeof ApiKeyDto> {
  const { id, name, prefix, scopes: allowed, expiresAt, revokedAt, lastUsedAt, createdAt } = key
  const { id: userId, email, role } = key.user
  const user = { id: userId, email, role }
  const createdBy = { id: key.createdBy.id, email: key.createdBy.email }
  return { id, name, prefix, scopes: allowed, user, createdBy, expiresAt, revokedAt, lastUsedAt, createdAt }
}
