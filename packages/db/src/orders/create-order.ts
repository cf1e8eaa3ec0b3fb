import type { EntityManager } from '@mikro-orm/postgresql'
import type { User } from '../accounts/user.entity.ts'
import type { PickedLine } from '../catalogue/take-stock.ts'
import { sumLines } from '../money.ts'
import { Order } from './order.entity.ts'

/** Where and to whom; what is left out comes from the customer's profile. */
export interface DeliveryDetails {
  deliveryAddress?: string | undefined
  deliveryInstructions?: string | undefined
  notes?: string | undefined
  /** `YYYY-MM-DD` */
  preferredDeliveryDate?: string | undefined
  businessName?: string | undefined
  contactPerson?: string | undefined
  phoneNumber?: string | undefined
}

interface NewOrder {
  id: string
  customer: User
  delivery: DeliveryDetails
  /** Products with their categories loaded, and whole cases. */
  lines: PickedLine[]
  now: Date
}

/**
 * A pending order that copies everything it needs: later changes of catalogue and profile leave it alone.
 * `storeOrder` numbers and stores it: `em` does not know of it, and need not find out what of it is new.
 */
export function createOrder(em: EntityManager, { id, customer, delivery, lines, now }: NewOrder): Order {
  const data = {
    id,
    orderNumber: '',
    customer,
    createdAt: now,
    ...deliveryOf(customer, delivery),
    ...sumLines(lines.map(({ product, quantity }) => ({ price: product.price, quantity }))),
    actualDeliveryDate: null,
    lines: lines.map(({ product, quantity, stockTaken }, index) => ({
      product: product.id,
      quantity,
      position: index + 1,
      itemCode: product.itemCode,
      name: product.name,
      unit: product.orderUnit,
      category: product.category.name,
      price: product.price,
      stockTaken,
    })),
    history: [{ fromStatus: null, toStatus: 'pending' as const, note: null, changedBy: customer, createdAt: now }],
  }
  return em.fork().create(Order, data)
}

/** What an order is delivered by: the details, and the profile where they say nothing. */
export function deliveryOf(customer: User, details: DeliveryDetails) {
  return {
    deliveryAddress: details.deliveryAddress ?? customer.deliveryAddress(),
    deliveryInstructions: details.deliveryInstructions ?? null,
    notes: details.notes ?? null,
    preferredDeliveryDate: details.preferredDeliveryDate ?? null,
    businessName: details.businessName ?? customer.businessName,
    contactPerson: details.contactPerson ?? customer.contactPerson(),
    phoneNumber: details.phoneNumber ?? customer.phoneNumber,
  }
}
