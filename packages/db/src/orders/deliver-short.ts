import type { EntityManager } from '@mikro-orm/postgresql'
import type { User } from '../accounts/user.entity.ts'
import { returnStock } from '../catalogue/take-stock.ts'
import { newId } from '../ids.ts'
import { sumLines } from '../money.ts'
import { type OrderStatus } from './order-status.ts'
import { type DeliveredLine, type Order, type OrderLine, OrderStatusChange } from './order.entity.ts'
import { notInDelivery, orderLineNotFound } from './order.errors.ts'

/** Before, nobody has looked at the shelves yet: staff cancel, or the customer does. Afterwards it is a correction. */
const deliveryStatuses: readonly OrderStatus[] = ['processing', 'ready', 'delivered']

interface Delivery {
  /** At most one for each item code. */
  lines: readonly DeliveredLine[]
  reason: string
  by: User
  now: Date
}

/**
 * Says how much of an order's lines is delivered, where that differs from what was ordered or from what was said before.
 * Stock moves by the difference, totals follow.
 * @param order locked, with its lines and history
 * @returns the entry of its history that tells, or null where that is no news to the customer
 * @throws DomainError NOT_IN_DELIVERY, ORDER_LINE_NOT_FOUND, MORE_THAN_ORDERED, OUT_OF_STOCK
 */
export async function deliverShort(
  em: EntityManager,
  order: Order,
  { lines, reason, by, now }: Delivery,
): Promise<OrderStatusChange | null> {
  if (!deliveryStatuses.includes(order.status)) throw notInDelivery(order, deliveryStatuses)
  const news: OrderLine[] = []
  const back: { productId: string; quantity: number }[] = []
  let isOther = false
  for (const said of lines) {
    const line = getLine(order, said.itemCode)
    const { lostQuantity } = line
    const returned = line.returned()
    if (line.setDelivered(said, reason)) news.push(line)
    isOther ||= line.lostQuantity !== lostQuantity
    const quantity = line.returned() - returned
    if (quantity !== 0) back.push({ productId: line.product.id, quantity })
  }
  if (back.length > 0) await returnStock(em, back, { kind: 'delivery_short', reason, orderId: order.id, by })
  // The time makes the version rise, and tells those who follow the order, also where no total differs.
  if (news.length > 0 || isOther) Object.assign(order, totalsOf(order), { updatedAt: now })
  if (news.length === 0) return null
  const note = `We deliver ${news.map(tell).join('; ')}. ${reason}`
  const entry = { id: newId(), fromStatus: order.status, toStatus: order.status, note, changedBy: by, createdAt: now }
  const change = Object.assign(new OrderStatusChange(), entry)
  order.history.add(change)
  return change
}

function getLine(order: Order, itemCode: string): OrderLine {
  const line = order.lines.getItems().find((candidate) => candidate.itemCode === itemCode)
  if (!line) throw orderLineNotFound(order, itemCode)
  return line
}

const tell = (line: OrderLine): string => `${line.deliverable()} of ${line.quantity} x ${line.name} (${line.itemCode})`

function totalsOf(order: Order) {
  const left = order.lines.getItems().map((line) => ({ price: line.price, quantity: line.deliverable() }))
  return sumLines(left.filter(({ quantity }) => quantity > 0))
}
