import type { EntityManager } from '@mikro-orm/postgresql'
import type { LiveTopic } from './live-change.entity.ts'

/** Changes are kept so long; who was away longer reads anew. */
export const LIVE_CHANGES_KEPT_DAYS = 7

/** One change as it is read back. */
export interface LiveEvent {
  id: string
  /** What a position must have passed for the event not to be read again. */
  transactionId: string
  objectId: string
  details: Record<string, string>
  createdAt: Date
}

export interface LiveView {
  topic: LiveTopic
  /** Whose changes; null = everyone's, as staff see them. */
  customerId: string | null
  /** Of this object alone. */
  objectId: string | null
}

export interface LiveRead {
  /** In the order in which they were written; at most `MOST_EVENTS`. */
  events: LiveEvent[]
  /** Where to read on. Every change before it has been read, also by transactions that took longer. */
  position: string
  /** Whether there was more than one read gives: who asks had better read everything anew. */
  tooMany: boolean
}

const MOST_EVENTS = 1_000

/**
 * Reads the changes since a position.
 *
 * A position is a transaction id: all transactions before it have ended. Numbers of rows would not do: a row with
 * a smaller number may be committed later, and would be missed. So a change whose neighbours are still under way
 * would be read again the next time; `seen` leaves it out for who remembers.
 * @param position of the read before; null = from now on
 * @param seen ids of events that were read before
 */
export async function readLiveChanges(
  em: EntityManager,
  { topic, customerId, objectId }: LiveView,
  { position, seen }: { position: string | null; seen: readonly string[] },
): Promise<LiveRead> {
  // One statement, so that the position and the changes are of the same moment.
  const rows = await em.execute<(LiveEvent & { position: string })[]>(
    `with here as materialized (select pg_snapshot_xmin(pg_current_snapshot()) as position)
     select here.position::text as position, change.id::text as id,
            change.transaction_id::text as "transactionId", change.object_id as "objectId",
            change.details, change.created_at as "createdAt"
     from here left join live_changes change
       on change.topic = ? and change.transaction_id >= coalesce(?::text::xid8, here.position)
       and change.id <> all(string_to_array(?, ',')::bigint[])
       and (?::uuid is null or (change.customer_id = ?::uuid and not change.staff_only))
       and (?::uuid is null or change.object_id = ?::uuid)
     order by change.id
     limit ${MOST_EVENTS + 1}`,
    [topic, position, seen.join(','), customerId, customerId, objectId, objectId],
  )
  const events = rows.flatMap(({ id, transactionId, objectId: object, details, createdAt }) =>
    // A row of nothing but the position: there were no changes.
    id === null ? [] : [{ id, transactionId, objectId: object, details, createdAt: new Date(createdAt) }],
  )
  return {
    events: events.slice(0, MOST_EVENTS),
    position: rows[0]?.position ?? '0',
    tooMany: events.length > MOST_EVENTS,
  }
}
