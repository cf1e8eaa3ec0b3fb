import {
  type Order,
  type OrderStatus,
  User,
  businessDay,
  getOrderForUpdate,
  inTransaction,
  isStaff,
  recordAudit,
  restock,
} from '@desideliver/db'
import { enqueue, mailOrderStatus } from '@desideliver/jobs'
import type { Context, SignedIn } from '../context.ts'

/** A customer's and staff's way to the same change: lock, rule, stock, mail, in one transaction. */
export function moveOrder(
  ctx: Context & Pick<SignedIn, 'user' | 'apiKeyId'>,
  { id, to, note }: { id: string; to: OrderStatus; note: string | null },
): Promise<Order> {
  return inTransaction(ctx.em, async (em) => {
    const order = await getOrderForUpdate(em, id, ctx.user)
    const by = await em.findOneOrFail(User, ctx.user.id)
    const now = ctx.now()
    const from = order.status
    order.changeStatus({ to, by, note, now, businessDay: businessDay(now, ctx.policy.timeZone) })
    if (isStaff(by))
      recordAudit(em, {
        by,
        apiKeyId: ctx.apiKeyId,
        requestId: ctx.requestId,
        now,
        action: 'orders.change-status',
        object: { type: 'order', id: order.id },
        before: { status: from },
        after: { status: to, ...(note !== null && { note }) },
      })
    await em.flush()
    if (to === 'cancelled') await restock(em, order, by)
    await enqueue(ctx, em, { job: mailOrderStatus, payload: { orderId: id, status: to, note } })
    return order
  })
}
