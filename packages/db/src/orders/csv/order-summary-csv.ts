import type { EntityManager } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { csvLines } from '../../csv-cells.ts'
import { type OrderFilter, orderCondition } from '../list/order-condition.ts'

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
  filter: OrderFilter,
  after: string | null,
): Promise<{ csv: string; after: string | null }> {
  const { rows } = await sql<{ id: string; cells: string[] }>`
    select id, json_build_array(
      order_number, business_name, contact_person, phone_number, delivery_address,
      to_char(created_at at time zone ${filter.timeZone}, 'YYYY-MM-DD'), total_quantity::text, status
    ) as cells
    from orders where ${orderCondition(filter)} ${after === null ? sql`` : sql`and id < ${after}`}
    order by id desc limit ${PAGE}
  `.execute(em.getKysely())
  const lines = rows.map(({ cells }) => cells)
  return {
    csv: csvLines(after === null ? [header, ...lines] : lines),
    after: rows.length === PAGE ? (rows.at(-1)?.id ?? null) : null,
  }
}
