import { type RawBuilder, sql } from 'kysely'
import type { StockChangeKind } from './stock-change.entity.ts'

/** Why stock changes, as the ledger keeps it. */
export interface StockCause {
  kind: StockChangeKind
  reason?: string | null
  /** The order that takes, or gives back. */
  orderId?: string | null
  /** Who does it; null where a program of ours does. */
  by: { id: string } | null
}

/**
 * The part of a statement that writes the ledger for stock moved in the same statement, so that there is no
 * stock without its reason: `with … moved (product_id, delta, balance) as (update products … returning …)`.
 */
export const writeLedger = ({ kind, reason = null, orderId = null, by }: StockCause): RawBuilder<unknown> => sql`
  insert into stock_changes (product_id, delta, balance, kind, reason, order_id, changed_by_id)
  select product_id, delta, balance, ${kind}, ${reason}, ${orderId}::uuid, ${by?.id ?? null}::uuid from moved
`
