import { OrderStatusChange } from '@desideliver/db'
import { z } from 'zod'
import { defineJob } from '../job.ts'
import type { KeyedDraft } from '../mail/draft.ts'
import { renderMail } from '../mail/render.ts'
import { sendOnce } from '../mail/send-once.ts'
import { type OrderMailData, getOrderForMail, toOrderMailData } from './order-mail.ts'

/** Tells the customer that another quantity is delivered than was ordered, or than was told before. */
export const mailShortDelivery = defineJob({
  name: 'mail-short-delivery',
  payload: z.strictObject({ orderId: z.uuid(), changeId: z.uuid() }),
  async handle(context, { orderId, changeId }) {
    const order = await getOrderForMail(context.em, orderId)
    const { note } = await context.em.findOneOrFail(OrderStatusChange, { id: changeId, order: orderId })
    await sendOnce(context, composeShortDelivery({ ...toOrderMailData(order), changeId, note }))
  },
})

interface ShortDeliveryMailData extends OrderMailData {
  /** The entry of the order's history that the mail tells. */
  changeId: string
  note: string | null
}

export const composeShortDelivery = (order: ShortDeliveryMailData): KeyedDraft => ({
  key: `short-delivery:${order.changeId}`,
  follows: `order-confirmation:${order.id}`,
  to: { name: order.contactPerson, address: order.email },
  subject: `What we deliver of your order ${order.orderNumber} has changed`,
  ...renderMail('orders/mail-short-delivery', order),
})
