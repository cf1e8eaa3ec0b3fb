import type { EntityManager } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { type OrderStatus, orderStatuses } from '../order-status.ts'
import { type OrderFilter, orderCondition } from './order-condition.ts'

export type OrderCounts = Record<OrderStatus, number>

/** How many orders there are in each state, were the filter's own another. */
export async function countOrders(em: EntityManager, filter: OrderFilter): Promise<OrderCounts> {
  const { rows } = await sql<{ status: OrderStatus; count: number }>`
    select status, count(*)::int as count from orders
    where ${orderCondition({ ...filter, status: undefined })} group by status
  `.execute(em.getKysely())
  return toCounts(rows)
}

/** Every state has a number. */
export function toCounts(rows: readonly { status: OrderStatus; count: number }[]): OrderCounts {
  const counts = Object.fromEntries(orderStatuses.map((status) => [status, 0])) as OrderCounts
  for (const { status, count } of rows) counts[status] = count
  return counts
}
