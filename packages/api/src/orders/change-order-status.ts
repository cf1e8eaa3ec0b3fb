import { type Order, type OrderStatus, User, businessDay, getOrderForUpdate, inTransaction, orderStatuses, restock } from '@desideliver/db'
import { enqueue, mailOrderStatus } from '@desideliver/jobs'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { line } from '../fields.ts'
import { staffProcedure } from '../trpc.ts'
import { OrderDto, toOrderDto } from './order.dto.ts'

export const changeOrderStatus = staffProcedure
  .meta({
    openapi: {
      method: 'PATCH',
      path: '/orders/{id}/status',
      tags: ['orders'],
      summary: 'Move an order along',
      description: 'pending → confirmed → processing → ready → delivered; cancelled from any but delivered.',
    },
  })
  .input(z.strictObject({ id: z.uuid(), status: z.enum(orderStatuses), note: line(500).optional() }))
  .output(OrderDto)
  .mutation(async ({ ctx, input: { id, status, note = null } }) =>
    toOrderDto(await moveOrder(ctx, { id, to: status, note }), ctx.user),
  )

/** A customer's and staff's way to the same change: lock, rule, stock, mail, in one transaction. */
export function moveOrder(
  ctx: Context & { user: User },
  { id, to, note }: { id: string; to: OrderStatus; note: string | null },
): Promise<Order> {
  return inTransaction(ctx.em, async (em) => {
    const order = await getOrderForUpdate(em, id, ctx.user)
    const by = await em.findOneOrFail(User, ctx.user.id)
    const now = ctx.now()
    order.changeStatus({ to, by, note, now, businessDay: businessDay(now, ctx.timeZone) })
    await em.flush()
    if (to === 'cancelled') await restock(em, order)
    await enqueue(ctx, em, { job: mailOrderStatus, payload: { orderId: id, status: to, note } })
    return order
  })
}
