import type { EntityManager } from '@mikro-orm/postgresql'
import { type RawBuilder, sql } from 'kysely'
import { addDays, businessDayStart } from '../../business-day.ts'
import { csvLines } from '../../csv-cells.ts'
import type { OrderStatus } from '../order-status.ts'

/** Whose orders, and which of them. */
export interface SummaryFilter {
  customerId: string
  status?: OrderStatus | undefined
  /** The first day of placing, `YYYY-MM-DD`; from the beginning where left out. */
  from?: string | undefined
  /** The last day, included; to the end where left out. */
  to?: string | undefined
  /** IANA name of the zone the days are of. */
  timeZone: string
}

const header = [
  'Order Number',
  'Business Name',
  'Contact Person',
  'Phone Number',
  'Delivery Address',
  'Order Date',
  'Total Items',
  'Status',
]

const PAGE = 500

/**
 * A part of a customer's orders, one line each, newest first as in their list. `Total Items` are whole cases.
 * @param after id of the last order of the part before; null for the first, which has the header
 */
export async function readOrderSummary(
  em: EntityManager,
  filter: SummaryFilter,
  after: string | null,
): Promise<{ csv: string; after: string | null }> {
  const { rows } = await sql<{ id: string; cells: string[] }>`
    select id, json_build_array(
      order_number, business_name, contact_person, phone_number, delivery_address,
      to_char(created_at at time zone ${filter.timeZone}, 'YYYY-MM-DD'), total_quantity::text, status
    ) as cells
    from orders where ${sql.join(conditions(filter, after), sql` and `)}
    order by id desc limit ${PAGE}
  `.execute(em.getKysely())
  const lines = rows.map(({ cells }) => cells)
  return {
    csv: csvLines(after === null ? [header, ...lines] : lines),
    after: rows.length === PAGE ? (rows.at(-1)?.id ?? null) : null,
  }
}

const conditions = (
  { customerId, status, from, to, timeZone }: SummaryFilter,
  after: string | null,
): RawBuilder<unknown>[] => [
  sql`customer_id = ${customerId}`,
  ...(status ? [sql`status = ${status}`] : []),
  ...(from ? [sql`created_at >= ${businessDayStart(from, timeZone)}`] : []),
  ...(to ? [sql`created_at < ${businessDayStart(addDays(to, 1), timeZone)}`] : []),
  ...(after ? [sql`id < ${after}`] : []),
]
