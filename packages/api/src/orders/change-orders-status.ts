import { type DomainError, orderStatuses } from '@desideliver/db'
import { z } from 'zod'
import type { Context, SignedIn } from '../context.ts'
import { findRefusal } from '../error-body.ts'
import { line } from '../fields.ts'
import { fault, staffProcedure } from '../trpc.ts'
import { moveOrder } from './move-order.ts'
import { OrderHeadDto, toOrderHeadDto } from './order.dto.ts'

const MOST_ORDERS = 100

const ResultDto = z
  .strictObject({
    orderId: z.uuid(),
    order: OrderHeadDto.nullable().meta({ description: 'As it is now; null where it was refused' }),
    refusal: z
      .strictObject({ code: z.string(), message: z.string() })
      .nullable()
      .meta({ description: 'Why this one was not changed' }),
  })
  .meta({ id: 'BulkStatusResult' })
type Result = z.infer<typeof ResultDto>

export const changeOrdersStatus = staffProcedure
  .meta({
    scope: 'orders:write',
    openapi: {
      method: 'POST',
      path: '/orders/bulk-status',
      tags: ['orders'],
      summary: 'Move many orders along',
      description:
        `At most ${MOST_ORDERS}, each by itself: one that is refused leaves the others alone. ` +
        'There is a result for each order, in the order of their first mention; what is mentioned again is done once.',
    },
  })
  .input(
    z.strictObject({
      orderIds: z.array(z.uuid().toLowerCase()).min(1).max(MOST_ORDERS),
      status: z.enum(orderStatuses),
      note: line(500).optional(),
    }),
  )
  .output(
    z.strictObject({ changed: z.int(), refused: z.int(), results: z.array(ResultDto) }).meta({ id: 'BulkStatus' }),
  )
  .mutation(async ({ ctx, input: { orderIds, status, note = null } }) => {
    const results: Result[] = []
    // One after the other: a long list takes one connection, not all.
    for (const id of new Set(orderIds)) results.push(await tryMove(ctx, { id, to: status, note }))
    const refused = results.filter(({ refusal }) => refusal).length
    return { changed: results.length - refused, refused, results }
  })

async function tryMove(
  ctx: Context & Pick<SignedIn, 'user' | 'apiKeyId'>,
  move: Parameters<typeof moveOrder>[1],
): Promise<Result> {
  try {
    return { orderId: move.id, order: toOrderHeadDto(await moveOrder(ctx, move), ctx.user), refusal: null }
  } catch (error) {
    const refusal = findRefusal(error)
    // What was changed before must be told all the same.
    if (!refusal) ctx.log.error({ err: error, orderId: move.id }, 'An order of many could not be changed')
    return { orderId: move.id, order: null, refusal: toRefusal(refusal ?? fault) }
  }
}

const toRefusal = ({ code, message }: DomainError) => ({ code, message })
