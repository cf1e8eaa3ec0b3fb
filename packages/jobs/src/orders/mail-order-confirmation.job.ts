import { z } from 'zod'
import { defineJob } from '../job.ts'
import type { KeyedDraft } from '../mail/draft.ts'
import { renderMail } from '../mail/render.ts'
import { sendOnce } from '../mail/send-once.ts'
import { type OrderMailData, getOrderForMail, toOrderMailData } from './order-mail.ts'

/** Tells the customer that the order has arrived. */
export const mailOrderConfirmation = defineJob({
  name: 'mail-order-confirmation',
  payload: z.strictObject({ orderId: z.uuid() }),
  async handle(context, { orderId }) {
    const order = await getOrderForMail(context.em, orderId)
    await sendOnce(context, composeConfirmation(toOrderMailData(order)))
  },
})

export const composeConfirmation = (order: OrderMailData): KeyedDraft => ({
  key: `order-confirmation:${order.id}`,
  to: { name: order.contactPerson, address: order.email },
  subject: `We have your order ${order.orderNumber}`,
  ...renderMail('orders/mail-order-confirmation', order),
})
