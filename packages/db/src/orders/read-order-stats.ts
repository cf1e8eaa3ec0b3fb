import type { EntityManager } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { addDays } from '../business-day.ts'
import { type OrderCounts, toCounts } from './list/count-orders.ts'
import { type OrderFilter, orderCondition } from './list/order-condition.ts'
import type { OrderStatus } from './order-status.ts'

/** What some orders come to; cancelled ones are left out. */
export interface OrderSum {
  orders: number
  cases: number
  /** Exact decimal: the subtotals. */
  amount: string
}

export interface OrderStats extends OrderSum {
  /** Who ordered. */
  customers: number
  /** Of all, also of those that were cancelled. */
  byStatus: OrderCounts
  /** Every day of the range, oldest first. */
  byDay: (OrderSum & { day: string })[]
  /** Of which most cases were ordered, most first; what was not delivered is left out. */
  topProducts: (OrderSum & { productId: string; itemCode: string; name: string })[]
}

/** Days on the clocks of the business, both included. */
type StatsRange = Required<Pick<OrderFilter, 'from' | 'to'>> & Pick<OrderFilter, 'customerId' | 'timeZone'>

interface SumRow extends OrderSum {
  day: string | null
  status: OrderStatus | null
  count: number
  customers: number
}

const MOST_PRODUCTS = 10
const nothing: OrderSum = { orders: 0, cases: 0, amount: '0.00' }

/** What was ordered in a range of days, in two statements. */
export async function readOrderStats(
  em: EntityManager,
  range: StatsRange & { from: string; to: string },
): Promise<OrderStats> {
  const rows = await readSums(em, range)
  const total = rows.find(({ day, status }) => day === null && status === null)
  const byDay = new Map(rows.flatMap((row) => (row.day === null ? [] : [[row.day, toSum(row)]])))
  return {
    ...toSum(total),
    customers: total?.customers ?? 0,
    byStatus: toCounts(rows.flatMap(({ status, count }) => (status === null ? [] : [{ status, count }]))),
    byDay: daysOf(range).map((day) => ({ day, ...(byDay.get(day) ?? nothing) })),
    topProducts: await readTopProducts(em, range),
  }
}

const toSum = (row: SumRow | undefined): OrderSum =>
  row ? { orders: row.orders, cases: row.cases, amount: row.amount } : nothing

function daysOf({ from, to }: { from: string; to: string }): string[] {
  const days: string[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day)
  return days
}

async function readSums(em: EntityManager, range: StatsRange): Promise<SumRow[]> {
  const { rows } = await sql<SumRow>`
    with placed as materialized (
      select (created_at at time zone ${range.timeZone})::date as day, status, customer_id,
        total_quantity, subtotal, status <> 'cancelled' as counts
      from orders where ${orderCondition(range)}
    )
    select to_char(day, 'YYYY-MM-DD') as day, status, count(*)::int as count,
      count(*) filter (where counts)::int as orders,
      (select count(distinct customer_id) from placed where counts)::int as customers,
      coalesce(sum(total_quantity) filter (where counts), 0)::float8 as cases,
      coalesce(sum(subtotal) filter (where counts), 0.00)::text as amount
    from placed group by grouping sets ((day), (status), ())
  `.execute(em.getKysely())
  return rows
}

async function readTopProducts(em: EntityManager, range: StatsRange): Promise<OrderStats['topProducts']> {
  const { rows } = await sql<OrderStats['topProducts'][number]>`
    with sold as (
      select product_id, count(*)::int as orders, sum(quantity - short_quantity)::float8 as cases,
        coalesce(sum(price * (quantity - short_quantity)), 0.00)::text as amount
      from orders join order_lines on order_id = orders.id
      where ${orderCondition(range)} and status <> 'cancelled' and quantity > short_quantity
      group by product_id order by cases desc, product_id limit ${MOST_PRODUCTS}
    )
    select products.id as "productId", item_code as "itemCode", name, sold.orders, sold.cases, sold.amount
    from sold join products on products.id = product_id order by sold.cases desc, products.id
  `.execute(em.getKysely())
  return rows
}
