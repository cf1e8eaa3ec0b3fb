import type { OrderHead, OrderStatus } from '@desideliver/sdk'
import { formatMoment, formatMoney } from '../../format.ts'
import { color } from '../../output.ts'
import type { Column } from '../../table.ts'

/** Where an order goes, in the order it gets there. The server has the last word on what may follow what. */
export const statuses = [
  'pending',
  'confirmed',
  'processing',
  'ready',
  'delivered',
  'cancelled',
] as const satisfies OrderStatus[]

const paints: Record<OrderStatus, (text: string) => string> = {
  pending: color.yellow,
  confirmed: color.cyan,
  processing: color.cyan,
  ready: color.blue,
  delivered: color.green,
  cancelled: color.dim,
}

export const orderColumns: Column<OrderHead>[] = [
  { head: 'Order', value: (order) => order.orderNumber },
  { head: 'Status', value: (order) => order.status, paint: (text, order) => paints[order.status](text) },
  { head: 'Business', value: (order) => order.businessName, shrinksTo: 16 },
  { head: 'Cases', value: (order) => order.totalQuantity, align: 'right' },
  { head: 'Subtotal', value: (order) => formatMoney(order.subtotal, order.currency), align: 'right' },
  { head: 'Placed', value: (order) => formatMoment(order.createdAt) },
  { head: 'Contact', value: (order) => order.contactPerson, shrinksTo: 12 },
  { head: 'Phone', value: (order) => order.phoneNumber },
]

/** The day it is wanted, where the day of placing stood: both do not fit. */
export const urgentColumns: Column<OrderHead>[] = orderColumns.map((column) =>
  column.head === 'Placed' ? { head: 'Wanted', value: (order) => order.preferredDeliveryDate } : column,
)
