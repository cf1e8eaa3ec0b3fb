import type { EntityManager } from '@mikro-orm/postgresql'
import { EXPORTS_KEPT_DAYS } from '../exports/exports-kept.ts'
import { LIVE_CHANGES_KEPT_DAYS } from '../live/read-live-changes.ts'

const DAY_MS = 24 * 60 * 60_000

interface Expiry {
  table: string
  /** Moment that is compared, as `timestamptz`; it has an index unless the table is small. */
  column: string
  /** How long a row is kept after it. */
  keptDays: number
}

/** What is deleted once nobody needs it any more. A new table adds its line. */
const expiries: readonly Expiry[] = [
  { table: 'sessions', column: 'expires_at', keptDays: 0 },
  // A link is asked for before it is mailed, and a mail is tried for three days.
  { table: 'account_tokens', column: 'expires_at', keptDays: 7 },
  { table: 'idempotency_keys', column: 'created_at', keptDays: 7 },
  { table: 'rate_limits', column: 'to_timestamp(expire / 1000.0)', keptDays: 1 },
  // The parts first, in batches: with their export they would all go in one statement.
  { table: 'export_parts', column: 'created_at', keptDays: EXPORTS_KEPT_DAYS },
  { table: 'exports', column: 'created_at', keptDays: EXPORTS_KEPT_DAYS },
  { table: 'live_changes', column: 'created_at', keptDays: LIVE_CHANGES_KEPT_DAYS },
  // A dead letter lies for sixty days and may then be tried again: until long after, the mail must not go out twice.
  { table: 'sent_mails', column: 'sent_at', keptDays: 180 },
]

/** Small enough that no lock is held for long and no statement meets its limit. */
const BATCH = 2_000

/** More than this waits for the next night. */
const MAX_BATCHES = 250

/** Deletes expired rows, batch by batch, each committed by itself: stopped at any moment, it goes on the next time. */
export async function deleteExpired(em: EntityManager, now: Date): Promise<void> {
  for (const expiry of expiries)
    for (let batch = 0; batch < MAX_BATCHES; batch++) if ((await deleteBatch(em, expiry, now)) < BATCH) break
}

async function deleteBatch(em: EntityManager, { table, column, keptDays }: Expiry, now: Date): Promise<number> {
  const before = new Date(now.getTime() - keptDays * DAY_MS)
  const { affectedRows } = await em.execute<{ affectedRows: number }>(
    // A row that someone else is busy with is left for the next time.
    `delete from ${table} where ctid = any(array(
       select ctid from ${table} where ${column} <= ? limit ${BATCH} for update skip locked))`,
    [before],
    'run',
  )
  return affectedRows
}
