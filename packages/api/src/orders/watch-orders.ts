import { type LiveEvent, getOrderHead, isStaff, orderStatuses } from '@desideliver/db'
import { z } from 'zod'
import { signedInProcedure } from '../trpc.ts'
import { liveInput, liveOutput, watchLive } from '../watch-live.ts'

const OrderChange = z.object({
  type: z.literal('change'),
  /** `details` = anything but its status, such as what was delivered. */
  change: z.enum(['placed', 'status', 'details']),
  order: z.object({ id: z.string(), orderNumber: z.string(), status: z.enum(orderStatuses) }),
  at: z.date(),
})
type OrderChange = z.infer<typeof OrderChange>

/**
 * Customers follow their own orders, staff all; `orderId` leaves one.
 * @throws DomainError ORDER_NOT_FOUND also where it is another customer's
 */
export const watchOrders = signedInProcedure
  .meta({ scope: 'orders:read' })
  .input(z.strictObject({ orderId: z.uuid().optional(), ...liveInput }).optional())
  .output(liveOutput<OrderChange>())
  .subscription(async ({ ctx, input = {}, signal }) => {
    // As it is stored: notices are compared with it as text.
    const order = input.orderId === undefined ? null : await getOrderHead(ctx.em.fork(), input.orderId, ctx.user)
    return watchLive({
      ctx,
      view: { topic: 'order', customerId: isStaff(ctx.user) ? null : ctx.user.id, objectId: order?.id ?? null },
      lastEventId: input.lastEventId,
      signal,
      toChange: toOrderChange,
    })
  })

const toOrderChange = ({ objectId, details, createdAt }: LiveEvent): OrderChange =>
  OrderChange.parse({
    type: 'change',
    change: details.change,
    order: { id: objectId, orderNumber: details.orderNumber, status: details.status },
    at: createdAt,
  })
