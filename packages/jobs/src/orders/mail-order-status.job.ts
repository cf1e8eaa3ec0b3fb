import { type OrderStatus, orderStatuses } from '@desideliver/db'
import { z } from 'zod'
import { defineJob } from '../job.ts'
import type { KeyedDraft } from '../mail/draft.ts'
import { renderMail } from '../mail/render.ts'
import { sendOnce } from '../mail/send-once.ts'
import { type OrderMailData, getOrderForMail, toOrderMailData } from './order-mail.ts'

/** Tells the customer that the order has moved on, and the coordinator when it is ready to go. */
export const mailOrderStatus = defineJob({
  name: 'mail-order-status',
  // The status travels with the job: by the time it runs the order may be further on.
  payload: z.strictObject({ orderId: z.uuid(), status: z.enum(orderStatuses), note: z.string().nullable() }),
  async handle(context, { orderId, status, note }) {
    const order = await getOrderForMail(context.em, orderId)
    const data = { ...toOrderMailData(order), status, note }
    await sendOnce(context, composeStatus(data))
    if (status === 'ready') await sendOnce(context, composeReady(data, context.business.coordinatorEmail))
  },
})

interface StatusMailData extends OrderMailData {
  status: OrderStatus
  note: string | null
}

export const composeStatus = (order: StatusMailData): KeyedDraft => ({
  key: `order-status:${order.id}:${order.status}`,
  follows: `order-confirmation:${order.id}`,
  to: { name: order.contactPerson, address: order.email },
  subject: `Your order ${order.orderNumber} is ${order.status}`,
  ...renderMail('orders/mail-order-status', order),
})

export const composeReady = (order: StatusMailData, coordinatorEmail: string): KeyedDraft => ({
  key: `order-ready:${order.id}`,
  follows: `new-order:${order.id}`,
  to: { name: 'Delivery coordinator', address: coordinatorEmail },
  subject: `Order ${order.orderNumber} for ${order.businessName} is ready`,
  ...renderMail('orders/mail-order-ready', order),
})
