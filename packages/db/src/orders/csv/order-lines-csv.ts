import type { EntityManager } from '@mikro-orm/postgresql'
import { type RawBuilder, sql } from 'kysely'
import { addDays, businessDayStart } from '../../business-day.ts'
import { csvLines } from '../../csv-cells.ts'

/** Days on which orders were placed, the first and the last included, on the clocks of the business. */
export interface OrderDays {
  /** `YYYY-MM-DD` */
  from: string
  /** `YYYY-MM-DD` */
  to: string
  /** IANA name, such as `America/Chicago` */
  timeZone: string
}

/** The last line of a part: its order, and its place in that. */
export interface LinePosition {
  orderId: string
  position: number
}

export interface OrderLinesPage {
  csv: string
  /** Lines of orders in it. */
  rows: number
  /** Where the next part begins; null at the end. */
  after: LinePosition | null
}

const header = [
  'Order Number',
  'Business Name',
  'Item Code',
  'Description',
  'Quantity',
  'Unit',
  'Category',
  'Delivery Address',
  'Contact Person',
  'Phone Number',
]

/** Small enough that nobody else waits while it is written. */
const PAGE = 500

interface Row {
  cells: (string | null)[]
  order_id: string
  position: number
}

/**
 * A part of what was ordered in some days, as it is picked and delivered from: without what was cancelled, with the
 * quantities that are delivered, in the order of placing. No connection is held while a slow reader takes it.
 * @param after of the part before; null for the first, which has the header
 */
export async function readOrderLines(
  em: EntityManager,
  days: OrderDays,
  after: LinePosition | null,
): Promise<OrderLinesPage> {
  const { rows } = await sql<Row>`
    select json_build_array(
      order_number, business_name, item_code, name, (quantity - short_quantity)::text, unit, category, delivery_address, contact_person,
      phone_number
    ) as cells, order_id, position
    from orders join order_lines on order_id = orders.id
    where ${placedIn(days)} and ${after ? following(after) : notCancelled}
    order by created_at, orders.id, position limit ${PAGE}
  `.execute(em.getKysely())
  const lines = rows.map(({ cells }) => cells)
  const last = rows.length === PAGE ? rows.at(-1) : undefined
  return {
    csv: csvLines(after === null ? [header, ...lines] : lines),
    rows: rows.length,
    after: last ? { orderId: last.order_id, position: last.position } : null,
  }
}

/** Such as `DesiDeliver_DailyOrders_20260309.csv`, or `DesiDeliver_Orders_20260301_20260331.csv` for several days. */
export function orderLinesFileName({ from, to }: Pick<OrderDays, 'from' | 'to'>): string {
  const [first, last] = [from.replaceAll('-', ''), to.replaceAll('-', '')]
  return first === last ? `DesiDeliver_DailyOrders_${first}.csv` : `DesiDeliver_Orders_${first}_${last}.csv`
}

/** How many lines `readOrderLines` will give. */
export async function countOrderLines(em: EntityManager, days: OrderDays): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from orders join order_lines on order_id = orders.id
    where ${placedIn(days)} and ${notCancelled}
  `.execute(em.getKysely())
  return rows[0]?.count ?? 0
}

/** For `where`: orders that were placed in these days. */
export const placedIn = ({ from, to, timeZone }: OrderDays): RawBuilder<unknown> => sql`
  created_at >= ${businessDayStart(from, timeZone)} and created_at < ${businessDayStart(addDays(to, 1), timeZone)}`

const notCancelled = sql`status <> 'cancelled'`

/** The first condition is for the index. An order that is half told is told to its end, whatever becomes of it meanwhile. */
const following = ({ orderId, position }: LinePosition): RawBuilder<unknown> => sql`
  (created_at, orders.id) >= ((select created_at from orders where id = ${orderId}), ${orderId}::uuid)
  and case orders.id when ${orderId}::uuid then position > ${position} else ${notCancelled} end`
