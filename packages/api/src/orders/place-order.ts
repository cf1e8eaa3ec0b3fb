import {
  type User,
  agreeOnPrices,
  businessDay,
  businessNotVerified,
  cartEmpty,
  createOrder,
  getCartForUpdate,
  inTransaction,
  newId,
  requireDeliveryDate,
  storeOrder,
  takeCartLines,
  takeStock,
} from '@desideliver/db'
import { enqueue, mailNewOrder, mailOrderConfirmation } from '@desideliver/jobs'
import type { EntityManager } from '@mikro-orm/postgresql'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { day, line, paragraph, phoneNumber } from '../fields.ts'
import { oncePerKey } from '../once-per-key.ts'
import { customerProcedure } from '../trpc.ts'
import { OrderDto, toOrderDto } from './order.dto.ts'

const Input = z.strictObject({
  deliveryAddress: line(500).optional(),
  deliveryInstructions: paragraph(1_000).optional(),
  preferredDeliveryDate: day.optional().meta({ description: '`GET /orders/checkout` names those that are possible' }),
  businessName: line(200).optional(),
  contactPerson: line(200).optional(),
  phoneNumber: phoneNumber.optional(),
  notes: paragraph(1_000).optional().meta({ description: 'Anything else, such as your own number for the order' }),
  expectedSubtotal: z
    .string()
    .regex(/^\d{1,14}(\.\d{1,2})?$/, 'Write the subtotal like 121.50')
    .optional()
    .meta({ description: 'Agrees on the present prices, where some are not those that came into the cart' }),
})

export const placeOrder = customerProcedure
  .meta({
    scope: 'orders:write',
    openapi: {
      method: 'POST',
      path: '/orders/create',
      tags: ['orders'],
      summary: 'Order what is in your cart',
      description:
        'The profile fills what is left out. Where a price is not the one that came into the cart, the order is refused ' +
        'with PRICE_CHANGED until `expectedSubtotal` agrees on it. With an `Idempotency-Key` header, a retry with the same ' +
        'key and body is answered like the first time and orders nothing again.',
      status: 201,
    },
  })
  .input(Input)
  .output(OrderDto)
  .mutation(({ ctx, input }) =>
    inTransaction(ctx.em, (em) => {
      const request = {
        ctx,
        operation: 'orders.create' as const,
        input,
        readAnswer: (stored: unknown) => OrderDto.parse(stored),
      }
      return oncePerKey(em, request, async () => {
        // Inside, so that repeating an answer counts for nothing, and a refusal leaves its key unused.
        await ctx.limits.consume('checkout', ctx.user.id)
        return orderCart(em, ctx, input)
      })
    }),
  )

async function orderCart(em: EntityManager, ctx: Context & { user: User }, input: z.infer<typeof Input>) {
  const now = ctx.now()
  const { expectedSubtotal, ...delivery } = input
  const wished = delivery.preferredDeliveryDate
  if (wished !== undefined) requireDeliveryDate(wished, ctx.policy.delivery, now)
  const cart = await getCartForUpdate(em, ctx.user.id)
  const customer = ctx.user
  if (ctx.policy.ordersRequireVerifiedBusiness && !customer.verifiedBusinessAt) throw businessNotVerified()
  const lines = await takeCartLines(em, cart)
  if (lines.length === 0) throw cartEmpty()
  const orderId = newId()
  const picked = await takeStock(em, lines, { orderId, by: customer })
  agreeOnPrices(picked, expectedSubtotal)

  await enqueue(ctx, em, { job: mailOrderConfirmation, payload: { orderId } })
  await enqueue(ctx, em, { job: mailNewOrder, payload: { orderId } })

  const order = createOrder(em, { id: orderId, customer, delivery, lines: picked, now })
  // Last, because every other placing waits for the day's row from here to the commit.
  await storeOrder(em, order, businessDay(now, ctx.policy.timeZone))
  return toOrderDto(order, ctx.user)
}
