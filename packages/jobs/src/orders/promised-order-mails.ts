import type { PromisedMail } from '../promised-mail.ts'
import { mailNewOrder } from './mail-new-order.job.ts'
import { mailOrderConfirmation } from './mail-order-confirmation.job.ts'
import { mailOrderStatus } from './mail-order-status.job.ts'
import { mailShortDelivery } from './mail-short-delivery.job.ts'

const ofEachOrder = (key: string): string => `
  select '${key}:' || id as key, jsonb_build_object('orderId', id) as payload
  from orders where created_at >= ? and created_at < ?`

/** What placing an order and moving it along promise. */
export const promisedOrderMails: readonly PromisedMail[] = [
  { job: mailOrderConfirmation.name, promised: ofEachOrder('order-confirmation') },
  { job: mailNewOrder.name, promised: ofEachOrder('new-order') },
  {
    job: mailOrderStatus.name,
    promised: `
      select 'order-status:' || order_id || ':' || to_status as key,
        jsonb_build_object('orderId', order_id, 'status', to_status, 'note', note) as payload
      from order_status_changes where from_status <> to_status and created_at >= ? and created_at < ?`,
  },
  {
    job: mailShortDelivery.name,
    promised: `
      select 'short-delivery:' || id as key, jsonb_build_object('orderId', order_id, 'changeId', id) as payload
      from order_status_changes where from_status = to_status and created_at >= ? and created_at < ?`,
  },
  {
    // The same job tells the coordinator, too.
    job: mailOrderStatus.name,
    promised: `
      select 'order-ready:' || order_id as key,
        jsonb_build_object('orderId', order_id, 'status', to_status, 'note', note) as payload
      from order_status_changes where to_status = 'ready' and created_at >= ? and created_at < ?`,
  },
]
