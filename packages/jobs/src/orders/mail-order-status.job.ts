import { orderStatuses } from '@desideliver/db'
import { z } from 'zod'
import { defineJob } from '../job.ts'
import { renderMail } from '../mail/render.ts'
import { sendOnce } from '../mail/send-once.ts'
import { getOrderForMail, toOrderMailData } from './order-mail.ts'

/** Tells the customer that the order has moved on, and the coordinator when it is ready to go. */
export const mailOrderStatus = defineJob({
  name: 'mail-order-status',
  // The status travels with the job: by the time it runs the order may be further on.
  payload: z.strictObject({ orderId: z.uuid(), status: z.enum(orderStatuses), note: z.string().nullable() }),
  async handle(context, { orderId, status, note }) {
    const order = await getOrderForMail(context.em, orderId)
    const data = { ...toOrderMailData(order), status, note }
    await sendOnce(context, {
      key: `order-status:${order.id}:${status}`,
      follows: `order-confirmation:${order.id}`,
      to: { name: order.contactPerson, address: order.customer.email },
      subject: `Your order ${order.orderNumber} is ${status}`,
      ...renderMail('orders/mail-order-status', data),
    })
    if (status !== 'ready') return
    await sendOnce(context, {
      key: `order-ready:${order.id}`,
      follows: `new-order:${order.id}`,
      to: { name: 'Delivery coordinator', address: context.business.coordinatorEmail },
      subject: `Order ${order.orderNumber} for ${order.businessName} is ready`,
      ...renderMail('orders/mail-order-ready', data),
    })
  },
})
