import type { AuditEntry } from '@desideliver/db'
import { z } from 'zod'
import { moment } from '../fields.ts'

const fields = z.record(z.string(), z.unknown()).nullable()

export const AuditEntryDto = z
  .strictObject({
    id: z.uuid(),
    actor: z.strictObject({ id: z.uuid(), name: z.string(), email: z.string() }),
    apiKeyId: z
      .uuid()
      .nullable()
      .meta({ description: 'The API key by which a program did it as the actor; null where the actor did' }),
    action: z.string().meta({ example: 'orders.change-status' }),
    objectType: z.string().meta({ example: 'order' }),
    objectId: z.string(),
    before: fields.meta({ description: 'The fields that changed, as they were; null where there was nothing' }),
    after: fields.meta({ description: 'The same fields as they became, and what was said about it' }),
    requestId: z.string(),
    createdAt: moment,
  })
  .meta({ id: 'AuditEntry' })

/** @param entry with its actor loaded */
export function toAuditEntryDto(entry: AuditEntry): z.infer<typeof AuditEntryDto> {
  const { id, actor, action, objectType, objectId, before, after, requestId, createdAt } = entry
  const by = { id: actor.id, name: actor.contactPerson(), email: actor.email }
  return {
    id,
    actor: by,
    apiKeyId: entry.apiKey?.id ?? null,
    action,
    objectType,
    objectId,
    before,
    after,
    requestId,
    createdAt,
  }
}
