import { DomainError } from '../errors.ts'
import { MAX_QUANTITY } from '../catalogue/product.entity.ts'

/** A cart holds no more lines than a picker can work through, and an order's sums stay exact. */
export const MAX_CART_LINES = 500

export const cartEmpty = (): DomainError =>
  new DomainError('conflict', 'CART_EMPTY', 'The cart is empty: add products before placing an order.')

export const cartNotFound = (id: string): DomainError =>
  new DomainError('not_found', 'CART_NOT_FOUND', `There is no cart ${id}.`)

export const cartLineNotFound = (id: string): DomainError =>
  new DomainError('not_found', 'CART_LINE_NOT_FOUND', `There is no line ${id} in your cart.`)

export const cartFull = (): DomainError =>
  new DomainError('conflict', 'CART_FULL', `A cart holds at most ${MAX_CART_LINES} products: order these first.`)

export const quantityTooLarge = (): DomainError =>
  new DomainError('conflict', 'QUANTITY_TOO_LARGE', `A line holds at most ${MAX_QUANTITY} cases.`)
