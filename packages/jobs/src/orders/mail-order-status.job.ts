import { orderStatuses } from '@desideliver/db'
import { z } from 'zod'
import { defineJob } from '../job.ts'
import { renderMail } from '../mail/render.ts'
import { sendOnce } from '../mail/send-once.ts'
import { getOrderForMail, toOrderMailData } from './order-mail.ts'

/** Tells the customer that the order has moved on. */
export const mailOrderStatus = defineJob({
  name: 'mail-order-status',
  // The status travels with the job: by the time it runs the order may be further on.
  payload: z.strictObject({ orderId: z.uuid(), status: z.enum(orderStatuses), note: z.string().nullable() }),
  async handle(context, { orderId, status, note }) {
    const order = await getOrderForMail(context.em, orderId)
    await sendOnce(context, {
      key: `order-status:${order.id}:${status}`,
      to: { name: order.contactPerson, address: order.customer.email },
      subject: `Your order ${order.orderNumber} is ${status}`,
      ...renderMail('orders/mail-order-status', { ...toOrderMailData(order), status, note }),
    })
  },
})
