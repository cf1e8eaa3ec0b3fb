import { defineEntity, p } from '@mikro-orm/core'

/** Where triggers tell of each change. */
export const LIVE_CHANNEL = 'live_changes'

/** What can be followed as it happens. */
export type LiveTopic = 'order' | 'ticket'

const LiveChangeSchema = defineEntity({
  name: 'LiveChange',
  tableName: 'live_changes',
  properties: {
    id: p.bigint().primary().autoincrement(),
    /** Of the transaction that made the change; what tells whether older ones may still be under way. */
    transactionId: p.string().columnType('xid8').defaultRaw('pg_current_xact_id()'),
    topic: p.text().$type<LiveTopic>(),
    objectId: p.uuid(),
    customerId: p.uuid(),
    /** The customer never learns of it. */
    staffOnly: p.boolean(),
    details: p.json<Record<string, string>>(),
    createdAt: p.datetime().defaultRaw('clock_timestamp()').index('live_changes_created_at_index'),
  },
  checks: [{ name: 'live_changes_topic_check', expression: `topic in ('order', 'ticket')` }],
  indexes: [{ name: 'live_changes_topic_transaction_id_index', properties: ['topic', 'transactionId'] }],
})

/** One change of an order or ticket. Triggers write it; it is kept for a week. */
export class LiveChange extends LiveChangeSchema.class {}
LiveChangeSchema.setClass(LiveChange)
