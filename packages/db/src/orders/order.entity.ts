import { defineEntity, p } from '@mikro-orm/core'
import { User } from '../accounts/user.entity.ts'
import { Product } from '../catalogue/product.entity.ts'
import { newId } from '../ids.ts'
import { type Actor, isStaff } from '../accounts/actor.ts'
import { type OrderStatus, nextStatuses } from './order-status.ts'
import { invalidTransition, moreThanOrdered, staleOrder } from './order.errors.ts'

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
    { name: 'orders_total_quantity_check', expression: 'total_quantity >= 0' },
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
    {
      name: 'orders_urgent_index',
      expression: `create index "orders_urgent_index" on "orders" ((coalesce(preferred_delivery_date, (created_at at time zone 'UTC')::date)), id) where status in ('pending', 'confirmed', 'processing', 'ready')`,
    },
    {
      name: 'orders_search_index',
      expression: `create index "orders_search_index" on "orders" using gin ((order_number || chr(10) || business_name || chr(10) || contact_person || chr(10) || phone_number) gin_trgm_ops)`,
    },
  ],
})

/** What staff say of a line, all of it: what they had said before no longer holds. */
export interface DeliveredLine {
  itemCode: string
  /** Whole cases, at most as many as were ordered. */
  deliveredQuantity: number
  /** Of those that are missing, the cases that do not go back to stock: lost or damaged. */
  lostQuantity: number
}

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

  /** @throws DomainError INVALID_STATUS_TRANSITION naming the states that would have worked */
  requireNext(to: OrderStatus, actor: Actor): void {
    const allowed = this.nextStatusesFor(actor)
    if (!allowed.includes(to)) throw invalidTransition(this, to, allowed)
  }

  /**
   * Moves the order along and records who did it.
   * @throws DomainError INVALID_STATUS_TRANSITION naming the states that would have worked
   */
  changeStatus({ to, by, note, now, businessDay }: StatusChange): void {
    this.requireNext(to, by)
    const entry = { fromStatus: this.status, toStatus: to, note, changedBy: by, createdAt: now }
    this.history.add(Object.assign(new OrderStatusChange(), entry))
    this.status = to
    if (to === 'delivered') this.actualDeliveryDate = businessDay
  }

  /**
   * Refuses a change that was decided on by what the order no longer is.
   * @param version that was read; undefined = whatever it is now
   * @throws DomainError STALE_VERSION naming the states that would work now
   */
  requireVersion(version: number | undefined, actor: Actor): void {
    if (version !== undefined && version !== this.version) throw staleOrder(this, this.nextStatusesFor(actor))
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
    /** Cases that were ordered and are not delivered, and why. */
    shortQuantity: p.integer().default(0),
    shortReason: p.text().nullable(),
    /** Of these, cases that did not go back to stock: lost or damaged. */
    lostQuantity: p.integer().default(0),
  },
  checks: [
    { name: 'order_lines_quantity_check', expression: 'quantity > 0' },
    {
      name: 'order_lines_short_check',
      expression: '0 <= lost_quantity and lost_quantity <= short_quantity and short_quantity <= quantity',
    },
  ],
  uniques: [{ name: 'order_lines_order_id_position_unique', properties: ['order', 'position'] }],
})

/** One product of an order, as it was at the time of ordering. */
export class OrderLine extends OrderLineSchema.class {
  /** Cases that are delivered, or will be as far as anyone has said. */
  deliverable(): number {
    return this.quantity - this.shortQuantity
  }

  /** Cases that went back to stock because they were not delivered. */
  returned(): number {
    return this.stockTaken ? this.shortQuantity - this.lostQuantity : 0
  }

  /**
   * @returns whether that is news to the customer
   * @throws DomainError MORE_THAN_ORDERED
   */
  setDelivered({ deliveredQuantity, lostQuantity }: DeliveredLine, because: string): boolean {
    const short = this.quantity - deliveredQuantity
    if (lostQuantity > short) throw moreThanOrdered(this, { deliveredQuantity, lostQuantity })
    const reason = short > 0 ? because : null
    const isNews = short !== this.shortQuantity || reason !== this.shortReason
    Object.assign(this, { shortQuantity: short, shortReason: reason, lostQuantity })
    return isNews
  }
}
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
