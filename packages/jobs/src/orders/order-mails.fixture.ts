import type { MailFixture } from '../mail/mail-fixture.ts'
import { composeDailySummary } from './mail-daily-summary.job.ts'
import { composeNewOrder } from './mail-new-order.job.ts'
import { composeConfirmation } from './mail-order-confirmation.job.ts'
import { composeReady, composeStatus } from './mail-order-status.job.ts'
import { composeShortDelivery } from './mail-short-delivery.job.ts'
import type { OrderMailData } from './order-mail.ts'

/** Long names, a price on request and a note: what a layout has to stand. */
const order: OrderMailData = {
  id: '019a0000-0000-7000-8000-000000000001',
  email: 'meera@shahfoods.example',
  orderNumber: 'DD20260309007',
  businessName: 'Shah & Daughters Fine Foods',
  contactPerson: 'Meera Shah',
  phoneNumber: '+12145550100',
  deliveryAddress: '1200 East Campbell Road, Suite 210, Richardson, TX 75081',
  deliveryInstructions: 'Loading dock at the back; ring twice.',
  notes: 'Our number for it: PO 4711.',
  preferredDeliveryDate: '2026-03-11',
  subtotal: '$1,640.50',
  unpricedLines: 1,
  totalQuantity: 22,
  lines: [
    { itemCode: '10442', name: 'SWAD TOOR DAL OILY 10X4LB', quantity: 12, ordered: 12, price: '$42.50' },
    {
      itemCode: 'MDH-GM-0100',
      name: 'MDH GARAM MASALA SPECIAL BLEND EXTRA STRONG 3X10X100G',
      quantity: 8,
      ordered: 10,
      price: '$141.31',
    },
    { itemCode: '20917', name: 'ROYAL BASMATI RICE 2X20LB', quantity: 2, ordered: 2, price: null },
  ],
}
const coordinatorEmail = 'coordinator@desideliver.test'
const note = 'The driver calls half an hour before.'
const csv = {
  fileName: 'DesiDeliver_Order_DD20260309007_20260309.csv',
  content: 'Item Code,Description,Quantity,Unit,Category\r\n10442,SWAD TOOR DAL OILY 10X4LB,12,case,Lentils\r\n',
}

const day = {
  date: '2026-03-09',
  orders: 63,
  cases: 1_204,
  subtotal: '51840.25',
  unpricedLines: 4,
  cancelled: 2,
  first: [
    {
      orderNumber: order.orderNumber,
      businessName: order.businessName,
      status: 'confirmed' as const,
      totalQuantity: order.totalQuantity,
      preferredDeliveryDate: order.preferredDeliveryDate,
    },
    {
      orderNumber: 'DD20260309008',
      businessName: 'Biryani House',
      status: 'pending' as const,
      totalQuantity: 1,
      preferredDeliveryDate: null,
    },
  ],
}
const to = { name: 'Delivery coordinator', address: coordinatorEmail }
const daily = { key: 'daily-summary:2026-03-09', ...composeDailySummary(day, { csv: csv.content, to }) }

export const orderMailFixtures: readonly MailFixture[] = [
  { template: 'orders/mail-order-confirmation', draft: composeConfirmation(order) },
  { template: 'orders/mail-new-order', draft: composeNewOrder(order, { csv, coordinatorEmail }) },
  { template: 'orders/mail-daily-summary', draft: daily },
  { template: 'orders/mail-order-status', draft: composeStatus({ ...order, status: 'confirmed', note }) },
  { template: 'orders/mail-order-ready', draft: composeReady({ ...order, status: 'ready', note }, coordinatorEmail) },
  {
    template: 'orders/mail-short-delivery',
    draft: composeShortDelivery({
      ...order,
      changeId: '019a0000-0000-7000-8000-000000000002',
      note: 'We deliver 8 of 10 x MDH GARAM MASALA SPECIAL BLEND EXTRA STRONG 3X10X100G (MDH-GM-0100). Two were torn.',
    }),
  },
]
