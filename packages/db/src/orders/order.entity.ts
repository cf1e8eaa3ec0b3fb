import { defineEntity, p } from '@mikro-orm/core'
import { User } from '../accounts/user.entity.ts'
import { Product } from '../catalogue/product.entity.ts'
import { newId } from '../ids.ts'
import { type Actor, isStaff } from '../accounts/actor.ts'
import { type OrderStatus, nextStatuses } from './order-status.ts'
import { invalidTransition } from './order.errors.ts'

const OrderSchema = defineEntity({
  name: 'Order',
  tableName: 'orders',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    orderNumber: p.text(),
    customer: () => p.manyToOne(User),
    status: p.text().$type<OrderStatus>().default('pending'),
    deliveryAddress: p.text(),
    deliveryInstructions: p.text().strictNullable(),
    /** What the customer has to say beside the delivery, such as a number of its own. */
    notes: p.text().strictNullable(),
    preferredDeliveryDate: p.date().strictNullable(),
    actualDeliveryDate: p.date().strictNullable(),
    businessName: p.text(),
    contactPerson: p.text(),
    phoneNumber: p.text(),
    /** Sum of the lines that have a price. */
    subtotal: p.decimal().precision(16).scale(2),
    currency: p.text().default('USD'),
    /** Lines whose price is on request, and which the subtotal therefore leaves out. */
    unpricedLines: p.integer(),
    totalQuantity: p.integer(),
    lines: () => p.oneToMany(OrderLine).mappedBy('order').orderBy({ position: 'asc' }),
    history: () => p.oneToMany(OrderStatusChange).mappedBy('order').orderBy({ createdAt: 'asc', id: 'asc' }),
    version: p.integer().version(),
    createdAt: p.datetime(),
    updatedAt: p
      .datetime()
      .onCreate(() => new Date())
      .onUpdate(() => new Date()),
  },
  checks: [
    {
      name: 'orders_status_check',
      expression: `status in ('pending', 'confirmed', 'processing', 'ready', 'delivered', 'cancelled')`,
    },
    { name: 'orders_total_quantity_check', expression: 'total_quantity > 0' },
    {
      name: 'orders_delivered_date_check',
      expression: `(status = 'delivered') = (actual_delivery_date is not null)`,
    },
  ],
  uniques: [{ name: 'orders_order_number_unique', properties: ['orderNumber'] }],
  indexes: [
    { name: 'orders_customer_id_id_index', properties: ['customer', 'id'] },
    { name: 'orders_status_id_index', properties: ['status', 'id'] },
    { name: 'orders_created_at_id_index', properties: ['createdAt', 'id'] },
  ],
})

interface StatusChange {
  to: OrderStatus
  by: User
  note: string | null
  now: Date
  /** The day of `now` where the business is, `YYYY-MM-DD`. */
  businessDay: string
}

/** A customer's order, with everything copied that must not change when the catalogue does. */
export class Order extends OrderSchema.class {
  /** The states this order may take next when `actor` asks. */
  nextStatusesFor(actor: Actor): readonly OrderStatus[] {
    return nextStatuses(this.status, isStaff(actor) ? 'staff' : 'customer')
  }

  /**
   * Moves the order along and records who did it.
   * @throws DomainError INVALID_STATUS_TRANSITION naming the states that would have worked
   */
  changeStatus({ to, by, note, now, businessDay }: StatusChange): void {
    const allowed = this.nextStatusesFor(by)
    if (!allowed.includes(to)) throw invalidTransition(this, to, allowed)
    const entry = { fromStatus: this.status, toStatus: to, note, changedBy: by, createdAt: now }
    this.history.add(Object.assign(new OrderStatusChange(), entry))
    this.status = to
    if (to === 'delivered') this.actualDeliveryDate = businessDay
  }
}
OrderSchema.setClass(Order)

const OrderLineSchema = defineEntity({
  name: 'OrderLine',
  tableName: 'order_lines',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    order: () => p.manyToOne(Order),
    product: () => p.manyToOne(Product).index('order_lines_product_id_index'),
    position: p.integer(),
    itemCode: p.text(),
    name: p.text(),
    unit: p.text(),
    category: p.text(),
    quantity: p.integer(),
    price: p.decimal().precision(12).scale(2).strictNullable(),
    /** Whether ordering took these cases out of tracked stock, so that cancelling puts back just these. */
    stockTaken: p.boolean(),
  },
  checks: [{ name: 'order_lines_quantity_check', expression: 'quantity > 0' }],
  uniques: [{ name: 'order_lines_order_id_position_unique', properties: ['order', 'position'] }],
})

/** One product of an order, as it was at the time of ordering. */
export class OrderLine extends OrderLineSchema.class {}
OrderLineSchema.setClass(OrderLine)

const OrderStatusChangeSchema = defineEntity({
  name: 'OrderStatusChange',
  tableName: 'order_status_changes',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    order: () => p.manyToOne(Order).index('order_status_changes_order_id_index'),
    /** Null for the entry that records the placing of the order. */
    fromStatus: p.text().$type<OrderStatus>().strictNullable(),
    toStatus: p.text().$type<OrderStatus>(),
    note: p.text().strictNullable(),
    changedBy: () => p.manyToOne(User),
    createdAt: p.datetime().index('order_status_changes_created_at_index'),
  },
})

/** One step in the life of an order: who, when, from, to, and why. */
export class OrderStatusChange extends OrderStatusChangeSchema.class {}
OrderStatusChangeSchema.setClass(OrderStatusChange)
