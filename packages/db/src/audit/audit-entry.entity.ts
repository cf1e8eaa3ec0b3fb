import { defineEntity, p } from '@mikro-orm/core'
import { ApiKey } from '../accounts/api-key.entity.ts'
import { User } from '../accounts/user.entity.ts'
import { newId } from '../ids.ts'

const AuditEntrySchema = defineEntity({
  name: 'AuditEntry',
  tableName: 'audit_entries',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    actor: () => p.manyToOne(User),
    /** The key by which a program did it as the actor; null where the actor did. */
    apiKey: () => p.manyToOne(ApiKey).nullable().deleteRule('no action'),
    /** What was done, such as `orders.change-status`. */
    action: p.text(),
    /** What it was done to, such as `order`, and which one. */
    objectType: p.text(),
    objectId: p.text(),
    /** The fields that changed, as they were and as they are; null where there was, or is, nothing. */
    before: p.json<Record<string, unknown>>().strictNullable(),
    after: p.json<Record<string, unknown>>().strictNullable(),
    requestId: p.text(),
    createdAt: p.datetime(),
  },
  indexes: [
    { name: 'audit_entries_actor_id_id_index', properties: ['actor', 'id'] },
    { name: 'audit_entries_object_type_object_id_index', properties: ['objectType', 'objectId'] },
  ],
})

/** One change made by staff. A trigger refuses to alter or remove it. */
export class AuditEntry extends AuditEntrySchema.class {}
AuditEntrySchema.setClass(AuditEntry)
