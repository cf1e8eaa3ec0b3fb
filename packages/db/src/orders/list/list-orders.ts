import type { EntityManager } from '@mikro-orm/postgresql'
import { type RawBuilder, sql } from 'kysely'
import { Order } from '../order.entity.ts'
import { type OrderFilter, orderCondition } from './order-condition.ts'

export const orderSorts = ['newest', 'urgent'] as const
export type OrderSort = (typeof orderSorts)[number]

export interface OrderListing {
  filter: OrderFilter
  /**
   * `urgent` lists only what has still to be delivered: by the day it is wanted, which is that of placing where no day
   * was asked for, then the oldest first.
   */
  sort: OrderSort
  limit: number
  /** Of the last order of the page before. */
  after: string[] | null
}

export interface OrderListPage {
  items: Order[]
  /** Of the last order; null at the end. */
  position: string[] | null
}

interface Sorting {
  /** Beside the filter. */
  where: RawBuilder<unknown>
  /** Day and id tell where an order stands. */
  after: (position: string[]) => RawBuilder<unknown>
  orderBy: RawBuilder<unknown>
  positionOf: (row: Row) => string[]
  isPosition: (position: string[]) => boolean
}

interface Row {
  id: string
  due: string
}

/** As the index `orders_urgent_index` has it: the day is of UTC, since no index can know where the business is. */
const due = sql`coalesce(preferred_delivery_date, (created_at at time zone 'UTC')::date)`

/** A day of the calendar, which the 30th of February is not. */
const isDay = (text: string): boolean =>
  /^[1-9]\d{3}-\d\d-\d\d$/.test(text) && new Date(text).toJSON()?.startsWith(text)

const sortings: Record<OrderSort, Sorting> = {
  newest: {
    where: sql`true`,
    after: ([id]) => sql`id < ${id}::uuid`,
    orderBy: sql`id desc`,
    positionOf: ({ id }) => [id],
    isPosition: (position) => position.length === 1,
  },
  urgent: {
    where: sql`status in ('pending', 'confirmed', 'processing', 'ready')`,
    after: ([day, id]) => sql`(${due}, id) > (${day}::date, ${id}::uuid)`,
    orderBy: sql`${due}, id`,
    positionOf: ({ due: day, id }) => [day, id],
    isPosition: ([day = '']) => isDay(day),
  },
}

/** Whether any order may stand there: cursors come from outside. */
export const isOrderPosition = (sort: OrderSort, position: string[]): boolean => sortings[sort].isPosition(position)

interface Reading {
  where: RawBuilder<unknown>
  orderBy: RawBuilder<unknown>
  limit: number
}

const shown = sql`id, preferred_delivery_date, created_at`

const walkRows = ({ where, orderBy, limit }: Reading) => sql`
  select id, to_char(${due}, 'YYYY-MM-DD') as due from orders where ${where} order by ${orderBy} limit ${limit}
`

/** Of so many and more, a walk in the order of the list soon meets a page. */
const MANY_FOUND = 1_000

/**
 * What is rare is found by the index of the search, what is common by walking along the list until the page is full.
 * PostgreSQL cannot know beforehand which it is, and walks to the end of the list for a single order: so it looks first.
 */
const searchRows = ({ where, orderBy, limit }: Reading) => sql`
  with found as materialized (select ${shown} from orders where ${where} limit ${MANY_FOUND + 1})
  select id, to_char(${due}, 'YYYY-MM-DD') as due from (
    select ${shown} from found where (select count(*) from found) <= ${MANY_FOUND}
    union all
    (select ${shown} from orders
     where ${where} and (select count(*) from found) > ${MANY_FOUND} order by ${orderBy} limit ${limit})
  ) as orders order by ${orderBy} limit ${limit}
`

/** A page of orders without their lines, in two statements. */
export async function listOrders(em: EntityManager, listing: OrderListing): Promise<OrderListPage> {
  const { filter, sort, limit, after } = listing
  const { where, orderBy, positionOf, ...sorting } = sortings[sort]
  const conditions = [orderCondition(filter), where, ...(after ? [sorting.after(after)] : [])]
  const read = { where: sql.join(conditions, sql` and `), orderBy, limit: limit + 1 }
  const { rows } = await (filter.search ? sql<Row>`${searchRows(read)}` : sql<Row>`${walkRows(read)}`).execute(
    em.getKysely(),
  )
  const page = rows.slice(0, limit)
  const orders = await em.find(Order, { id: { $in: page.map(({ id }) => id) } })
  const byId = new Map(orders.map((order) => [order.id, order]))
  const last = page.at(-1)
  return {
    items: page.flatMap(({ id }) => byId.get(id) ?? []),
    position: last && rows.length > limit ? positionOf(last) : null,
  }
}
