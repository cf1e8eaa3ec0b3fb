import { Order } from '@desideliver/db'
import type { EntityManager } from '@mikro-orm/postgresql'

/** What the templates of an order's mails show. */
export interface OrderMailData {
  id: string
  /** Of the customer. */
  email: string
  orderNumber: string
  businessName: string
  contactPerson: string
  phoneNumber: string
  deliveryAddress: string
  deliveryInstructions: string | null
  notes: string | null
  preferredDeliveryDate: string | null
  subtotal: string
  unpricedLines: number
  totalQuantity: number
  /** `quantity` is what is delivered, as far as is known; `ordered` differs where that is less. */
  lines: { itemCode: string; name: string; quantity: number; ordered: number; price: string | null }[]
}

/** The order a mail is about, with everything the mail shows. */
export function getOrderForMail(em: EntityManager, orderId: string): Promise<Order> {
  return em.findOneOrFail(Order, orderId, { populate: ['lines', 'customer'], strategy: 'select-in' })
}

const money = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' })

/** Decimal text goes in as text: nothing is rounded on the way. */
export const formatMoney = (amount: string): string => money.format(amount as `${number}`)

export function toOrderMailData(order: Order): OrderMailData {
  return {
    id: order.id,
    email: order.customer.email,
    orderNumber: order.orderNumber,
    businessName: order.businessName,
    contactPerson: order.contactPerson,
    phoneNumber: order.phoneNumber,
    deliveryAddress: order.deliveryAddress,
    deliveryInstructions: order.deliveryInstructions,
    notes: order.notes,
    preferredDeliveryDate: order.preferredDeliveryDate,
    subtotal: formatMoney(order.subtotal),
    unpricedLines: order.unpricedLines,
    totalQuantity: order.totalQuantity,
    lines: order.lines.getItems().map((line) => ({
      itemCode: line.itemCode,
      name: line.name,
      quantity: line.deliverable(),
      ordered: line.quantity,
      price: line.price === null ? null : formatMoney(line.price),
    })),
  }
}
