import { type CsvFile, orderCsv } from '@desideliver/db'
import { z } from 'zod'
import { defineJob } from '../job.ts'
import type { KeyedDraft } from '../mail/draft.ts'
import { renderMail } from '../mail/render.ts'
import { sendOnce } from '../mail/send-once.ts'
import { type OrderMailData, getOrderForMail, toOrderMailData } from './order-mail.ts'

/** Hands a new order to the delivery coordinator, with the CSV the warehouse works from. */
export const mailNewOrder = defineJob({
  name: 'mail-new-order',
  payload: z.strictObject({ orderId: z.uuid() }),
  async handle(context, { orderId }) {
    const { timeZone, coordinatorEmail } = context.business
    const order = await getOrderForMail(context.em, orderId)
    const csv = orderCsv(order, timeZone)
    await sendOnce(context, composeNewOrder(toOrderMailData(order), { csv, coordinatorEmail }))
  },
})

export const composeNewOrder = (
  order: OrderMailData,
  { csv, coordinatorEmail }: { csv: CsvFile; coordinatorEmail: string },
): KeyedDraft => ({
  key: `new-order:${order.id}`,
  to: { name: 'Delivery coordinator', address: coordinatorEmail },
  subject: `New order ${order.orderNumber} from ${order.businessName}`,
  ...renderMail('orders/mail-new-order', order),
  attachments: [{ filename: csv.fileName, content: csv.content, contentType: 'text/csv; charset=utf-8' }],
})
