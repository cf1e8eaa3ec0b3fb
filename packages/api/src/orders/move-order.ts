import {
  type Order,
  type OrderStatus,
  User,
  businessDay,
  getOrderForUpdate,
  getOrderHead,
  inTransaction,
  isStaff,
  recordAudit,
  restock,
} from '@desideliver/db'
import { enqueue, mailOrderStatus } from '@desideliver/jobs'
import { auditedBy } from '../audited-by.ts'
import type { Context, SignedIn } from '../context.ts'

interface Move {
  id: string
  to: OrderStatus
  note: string | null
  /** Of the order that was read; undefined = whatever it is now. */
  version?: number | undefined
}

/** A customer's and staff's way to the same change: lock, rule, stock, mail, in one transaction. */
export async function moveOrder(
  ctx: Context & Pick<SignedIn, 'user' | 'apiKeyId'>,
  { id, to, note, version }: Move,
): Promise<Order> {
  // Looking first keeps a crowd that comes too late from queueing for the lock.
  const seen = await getOrderHead(ctx.em.fork(), id, ctx.user)
  seen.requireVersion(version, ctx.user)
  seen.requireNext(to, ctx.user)
  return inTransaction(ctx.em, async (em) => {
    const order = await getOrderForUpdate(em, id, ctx.user)
    const by = await em.findOneOrFail(User, ctx.user.id)
    const now = ctx.now()
    order.requireVersion(version, by)
    const from = order.status
    order.changeStatus({ to, by, note, now, businessDay: businessDay(now, ctx.policy.timeZone) })
    if (isStaff(by))
      recordAudit(em, {
        ...auditedBy(ctx),
        now,
        action: 'orders.change-status',
        object: { type: 'order', id: order.id },
        before: { status: from },
        after: { status: to, ...(note !== null && { note }) },
      })
    await em.flush()
    if (to === 'cancelled') await restock(em, order, by)
    await enqueue(ctx, em, { job: mailOrderStatus, payload: { orderId: order.id, status: to, note } })
    return order
  })
}
