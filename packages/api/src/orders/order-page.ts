import {
  type OrderFilter,
  type OrderSort,
  type User,
  countOrders,
  isOrderPosition,
  listOrders,
  orderStatuses,
} from '@desideliver/db'
import type { EntityManager } from '@mikro-orm/postgresql'
import { z } from 'zod'
import { orderDay } from '../fields.ts'
import { cursorAt, invalidCursor, pageInput, readPosition } from '../page.ts'
import { OrderHeadDto, toOrderHeadDto } from './order.dto.ts'

/** Which orders. */
export const orderFilterInput = {
  status: z.enum(orderStatuses).optional(),
  from: orderDay.optional().meta({ description: 'Placed on this day or later' }),
  to: orderDay.optional().meta({ description: 'Placed on this day or earlier' }),
}

/** What every list of orders takes. */
export const orderListInput = {
  ...orderFilterInput,
  counts: z.boolean().default(false).meta({
    description: 'Tell how many there are: in all, and in each state as if `status` were not set',
  }),
  ...pageInput,
}

/** PostgreSQL stores no NUL, and no searched text has a line break. */
export const orderSearch = z
  .string()
  .trim()
  .max(200)
  .transform((text) => text.replace(/[\0\n]/g, ' '))

export const OrderCountsDto = z.strictObject(
  Object.fromEntries(orderStatuses.map((status) => [status, z.int()])) as Record<
    (typeof orderStatuses)[number],
    z.ZodInt
  >,
)

export const orderPageOf = (id: string) =>
  z
    .strictObject({
      items: z.array(OrderHeadDto),
      nextCursor: z.string().nullable(),
      total: z.int().nullable().meta({ description: 'How many the filter leaves, if `counts` were asked for' }),
      counts: OrderCountsDto.nullable().meta({ description: 'By state, if they were asked for' }),
    })
    .meta({ id })

interface PageRequest {
  filter: OrderFilter
  sort: OrderSort
  limit: number
  cursor?: string | undefined
  counts: boolean
}

export async function readOrderPage(em: EntityManager, user: User, request: PageRequest) {
  const { filter, sort, limit, cursor } = request
  const name = `orders:${sort}`
  const after = readPosition(cursor, name, sort === 'urgent' ? 2 : 1)
  if (after && !isOrderPosition(sort, after)) throw invalidCursor()
  const page = await listOrders(em, { filter, sort, limit, after })
  const counts = request.counts ? await countOrders(em, filter) : null
  return {
    items: page.items.map((order) => toOrderHeadDto(order, user)),
    nextCursor: page.position && cursorAt(name, page.position),
    total: counts && totalOf(counts, filter.status),
    counts,
  }
}

const totalOf = (counts: Record<string, number>, status: string | undefined): number =>
  Object.entries(counts).reduce(
    (total, [name, count]) => (status === undefined || name === status ? total + count : total),
    0,
  )
