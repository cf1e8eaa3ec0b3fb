import {
  CartLine,
  type User,
  businessDay,
  businessNotVerified,
  cartEmpty,
  createOrder,
  getCartForUpdate,
  idempotent,
} from '@desideliver/db'
import { inTransaction, newId, storeOrder, takeOrderNumber, takeStock } from '@desideliver/db'
import { enqueue, mailNewOrder, mailOrderConfirmation } from '@desideliver/jobs'
import type { EntityManager } from '@mikro-orm/postgresql'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { day, line, paragraph, phoneNumber } from '../fields.ts'
import { customerProcedure } from '../trpc.ts'
import { OrderDto, toOrderDto } from './order.dto.ts'

const Input = z.strictObject({
  deliveryAddress: line(500).optional(),
  deliveryInstructions: paragraph(1_000).optional(),
  preferredDeliveryDate: day.optional(),
  businessName: line(200).optional(),
  contactPerson: line(200).optional(),
  phoneNumber: phoneNumber.optional(),
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
        'The profile fills what is left out. With an `Idempotency-Key` header, a retry with the same key and body is answered like the first time and orders nothing again.',
      status: 201,
    },
  })
  .input(Input)
  .output(OrderDto)
  .mutation(({ ctx, input }) =>
    inTransaction(ctx.em, (em) => {
      const place = async () => {
        // Inside, so that repeating an answer counts for nothing, and a refusal leaves its key unused.
        await ctx.limits.consume('checkout', ctx.user.id)
        return orderCart(em, ctx, input)
      }
      if (ctx.idempotencyKey === null) return place()
      const request = { userId: ctx.user.id, key: ctx.idempotencyKey, operation: 'orders.create', input }
      return idempotent(em, { ...request, readAnswer: (stored) => OrderDto.parse(stored) }, place)
    }),
  )

async function orderCart(em: EntityManager, ctx: Context & { user: User }, input: z.infer<typeof Input>) {
  const cart = await getCartForUpdate(em, ctx.user.id)
  const customer = ctx.user
  if (ctx.policy.ordersRequireVerifiedBusiness && !customer.verifiedBusinessAt) throw businessNotVerified()
  const lines = await em.find(CartLine, { cart }, { orderBy: { createdAt: 'asc', id: 'asc' } })
  if (lines.length === 0) throw cartEmpty()
  const orderId = newId()
  const picked = await takeStock(
    em,
    lines.map(({ product, quantity }) => ({ productId: product.id, quantity })),
    { orderId, by: customer },
  )
  await em.nativeDelete(CartLine, { cart })

  await enqueue(ctx, em, { job: mailOrderConfirmation, payload: { orderId } })
  await enqueue(ctx, em, { job: mailNewOrder, payload: { orderId } })

  // Last, because every other placing waits for the day's row from here to the commit.
  const now = ctx.now()
  const orderNumber = await takeOrderNumber(em, businessDay(now, ctx.policy.timeZone))
  const order = createOrder(em, { id: orderId, orderNumber, customer, delivery: input, lines: picked, now })
  await storeOrder(em, order)
  return toOrderDto(order, ctx.user)
}
