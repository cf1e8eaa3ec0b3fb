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
  const wayOut = allowed.length ? `it can become ${allowed.join(' or ')}` : 'nothing follows that state'
  return new DomainError(
    'conflict',
    'INVALID_STATUS_TRANSITION',
    `Order ${order.orderNumber} is ${order.status} and cannot become ${to}: ${wayOut}.`,
  )
}
