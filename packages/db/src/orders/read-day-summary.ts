import type { EntityManager } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { type OrderDays, placedIn } from './csv/order-lines-csv.ts'
import type { OrderStatus } from './order-status.ts'

export interface SummarisedOrder {
  orderNumber: string
  businessName: string
  status: OrderStatus
  totalQuantity: number
  preferredDeliveryDate: string | null
}

export interface DaySummary {
  /** Without what was cancelled. */
  orders: number
  cases: number
  /** Exact decimal, of the lines that have a price. */
  subtotal: string
  unpricedLines: number
  cancelled: number
  /** The first of them, in the order of placing. */
  first: SummarisedOrder[]
}

const MOST_SHOWN = 50

/** What was ordered in some days, in figures, and the orders by name as far as a mail can show them. */
export async function readDaySummary(em: EntityManager, days: OrderDays): Promise<DaySummary> {
  const db = em.getKysely()
  const figures = await sql<Omit<DaySummary, 'first'>>`
    select count(*) filter (where ${kept})::int as orders,
      coalesce(sum(total_quantity) filter (where ${kept}), 0)::float8 as cases,
      coalesce(sum(subtotal) filter (where ${kept}), 0)::numeric(20, 2)::text as subtotal,
      coalesce(sum(unpriced_lines) filter (where ${kept}), 0)::int as "unpricedLines",
      count(*) filter (where not ${kept})::int as cancelled
    from orders where ${placedIn(days)}
  `.execute(db)
  const first = await sql<SummarisedOrder>`
    select order_number as "orderNumber", business_name as "businessName", status, total_quantity as "totalQuantity",
      preferred_delivery_date::text as "preferredDeliveryDate"
    from orders where ${placedIn(days)} and ${kept} order by created_at, id limit ${MOST_SHOWN}
  `.execute(db)
  const [summary] = figures.rows
  if (!summary) throw new Error('A count gave no row')
  return { ...summary, first: first.rows }
}

const kept = sql`(status <> 'cancelled')`
