import {
  MAX_QUANTITY,
  type Order,
  type OrderLine,
  User,
  deliverShort,
  getOrderForUpdate,
  inTransaction,
  recordAudit,
} from '@desideliver/db'
import { enqueue, mailShortDelivery } from '@desideliver/jobs'
import { z } from 'zod'
import { auditedBy } from '../audited-by.ts'
import { difference } from '../difference.ts'
import { line } from '../fields.ts'
import { staffProcedure } from '../trpc.ts'
import { OrderDto, orderVersion, toOrderDto } from './order.dto.ts'

const cases = z.int().min(0).max(MAX_QUANTITY)

const Lines = z
  .array(
    z.strictObject({
      itemCode: line(100),
      deliveredQuantity: cases.meta({ description: 'Cases, at most as many as were ordered' }),
      lostQuantity: cases.default(0).meta({
        description: 'Of the missing cases, those that are lost or damaged; the others go back to stock',
      }),
    }),
  )
  .min(1)
  .max(100)
  .refine((lines) => new Set(lines.map(({ itemCode }) => itemCode)).size === lines.length, {
    error: 'Each item code stands once',
  })

export const deliverOrderShort = staffProcedure
  .meta({
    scope: 'orders:write',
    openapi: {
      method: 'POST',
      path: '/orders/{id}/short-delivery',
      tags: ['orders'],
      summary: 'Say that less is delivered than was ordered',
      description:
        'While the order is processing or ready, and as a correction once it is delivered. Each line is told anew and ' +
        'as a whole: stock moves by the difference to what was said before, totals follow, and the customer is told ' +
        'by e-mail. Saying the same again does nothing.',
    },
  })
  .input(z.strictObject({ id: z.uuid(), lines: Lines, reason: line(500), version: orderVersion }))
  .output(OrderDto)
  .mutation(({ ctx, input: { id, lines, reason, version } }) =>
    inTransaction(ctx.em, async (em) => {
      const order = await getOrderForUpdate(em, id, ctx.user)
      const by = await em.findOneOrFail(User, ctx.user.id)
      const now = ctx.now()
      order.requireVersion(version, by)
      const before = stateOf(order)
      const change = await deliverShort(em, order, { lines, reason, by, now })
      const changed = difference(before, stateOf(order))
      if (!changed) return toOrderDto(order, ctx.user)
      const action = { action: 'orders.deliver-short', object: { type: 'order', id: order.id } }
      recordAudit(em, { ...auditedBy(ctx), now, ...action, ...changed, after: { ...changed.after, reason } })
      await em.flush()
      if (change)
        await enqueue(ctx, em, { job: mailShortDelivery, payload: { orderId: order.id, changeId: change.id } })
      return toOrderDto(order, ctx.user)
    }),
  )

const tell = (orderLine: OrderLine): string =>
  `${orderLine.deliverable()} of ${orderLine.quantity} delivered, ${orderLine.lostQuantity} lost`

const stateOf = (order: Order): Record<string, unknown> => ({
  ...Object.fromEntries(order.lines.getItems().map((one) => [one.itemCode, tell(one)])),
  subtotal: order.subtotal,
})
