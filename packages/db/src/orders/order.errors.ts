import { DomainError } from '../errors.ts'
import type { OrderStatus } from './order-status.ts'

export const orderNotFound = (id: string): DomainError =>
  new DomainError('not_found', 'ORDER_NOT_FOUND', `There is no order ${id}.`)

export const businessNotVerified = (): DomainError =>
  new DomainError(
    'conflict',
    'BUSINESS_NOT_VERIFIED',
    'We have yet to verify your business. Your cart is kept; you can order as soon as we have, and a mail will tell you.',
  )

export function invalidTransition(
  order: { orderNumber: string; status: OrderStatus },
  to: OrderStatus,
  allowed: readonly OrderStatus[],
): DomainError {
  return new DomainError(
    'conflict',
    'INVALID_STATUS_TRANSITION',
    `Order ${order.orderNumber} is ${order.status} and cannot become ${to}: ${wayOut(allowed)}.`,
  )
}

const wayOut = (allowed: readonly OrderStatus[]): string =>
  allowed.length ? `it can become ${allowed.join(' or ')}` : 'nothing follows that state'

/** Whoever decided had read an older order. */
export const staleOrder = (
  order: { orderNumber: string; status: OrderStatus },
  allowed: readonly OrderStatus[],
): DomainError =>
  new DomainError(
    'conflict',
    'STALE_VERSION',
    `Order ${order.orderNumber} has changed since you read it: it is ${order.status} now, and ${wayOut(allowed)}.`,
  )

export const notInDelivery = (
  order: { orderNumber: string; status: OrderStatus },
  states: readonly OrderStatus[],
): DomainError =>
  new DomainError(
    'conflict',
    'NOT_IN_DELIVERY',
    `Order ${order.orderNumber} is ${order.status}: what is delivered can be said while it is ${states.join(' or ')}.`,
  )

export const orderLineNotFound = (order: { orderNumber: string }, itemCode: string): DomainError =>
  new DomainError('not_found', 'ORDER_LINE_NOT_FOUND', `Order ${order.orderNumber} has no line ${itemCode}.`)

export const moreThanOrdered = (
  line: { name: string; itemCode: string; quantity: number },
  { deliveredQuantity, lostQuantity }: { deliveredQuantity: number; lostQuantity: number },
): DomainError =>
  new DomainError(
    'conflict',
    'MORE_THAN_ORDERED',
    `Of ${line.name} (${line.itemCode}) ${line.quantity} were ordered: ${deliveredQuantity} delivered and ${lostQuantity} lost are more.`,
  )
