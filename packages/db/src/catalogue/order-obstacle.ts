import { DomainError } from '../errors.ts'

/** Why a line cannot be ordered as it stands. */
export interface OrderObstacle {
  code: 'PRODUCT_ARCHIVED' | 'BELOW_MINIMUM' | 'NOT_A_MULTIPLE' | 'OUT_OF_STOCK'
  message: string
}

export interface Orderable {
  itemCode: string
  name: string
  active: boolean
  minOrderQuantity: number
  orderMultiple: number
  stockQuantity: number | null
}

/** The first thing that stands in the way of ordering `quantity` cases, or null. */
export function findOrderObstacle(product: Orderable, quantity: number): OrderObstacle | null {
  const { name, itemCode, minOrderQuantity, orderMultiple, stockQuantity } = product
  const item = `${name} (${itemCode})`
  if (!product.active) return { code: 'PRODUCT_ARCHIVED', message: `${item} is no longer sold.` }
  if (quantity < minOrderQuantity)
    return { code: 'BELOW_MINIMUM', message: `${item} is sold from ${minOrderQuantity} cases, not ${quantity}.` }
  if (quantity % orderMultiple !== 0)
    return {
      code: 'NOT_A_MULTIPLE',
      message: `${item} is sold in multiples of ${orderMultiple} cases, not ${quantity}.`,
    }
  if (stockQuantity !== null && stockQuantity < quantity)
    return {
      code: 'OUT_OF_STOCK',
      message: `${stockQuantity === 0 ? 'None' : `Only ${stockQuantity}`} of ${item} left, not ${quantity}.`,
    }
  return null
}

export const obstacleError = ({ code, message }: OrderObstacle): DomainError =>
  new DomainError('conflict', code, message)
