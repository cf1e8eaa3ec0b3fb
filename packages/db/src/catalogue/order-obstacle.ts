import { DetailedError, DomainError, type FieldIssue } from '../errors.ts'

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
  return stockQuantity !== null && stockQuantity < quantity ? outOfStock(product, quantity) : null
}

export const outOfStock = ({ name, itemCode, stockQuantity }: Orderable, quantity: number): OrderObstacle => ({
  code: 'OUT_OF_STOCK',
  message: `${stockQuantity === 0 ? 'None' : `Only ${stockQuantity}`} of ${name} (${itemCode}) left, not ${quantity}.`,
})

/** How many lines a message names; `issues` names them all. */
const MOST_NAMED = 3

/**
 * One refusal for all lines that cannot be ordered, by the code of the first; null where all can.
 * @param obstacles what stands in the way of each line, in their order
 */
export function obstaclesError(obstacles: readonly (OrderObstacle | null)[]): DomainError | null {
  const found = obstacles.filter((obstacle) => obstacle !== null)
  const [first] = found
  if (!first) return null
  const named = found.slice(0, MOST_NAMED).map(({ message }) => message)
  const rest = found.length - named.length
  const message = [...named, ...(rest > 0 ? [`Nor can ${rest} more lines be ordered.`] : [])].join(' ')
  return new DetailedError({ kind: 'conflict', code: first.code, message }, issuesOf(obstacles))
}

/** Where each obstacle stands: `lines.0` is the first line of the cart. */
const issuesOf = (obstacles: readonly (OrderObstacle | null)[]): FieldIssue[] =>
  obstacles.flatMap((obstacle, index) => (obstacle ? [{ path: `lines.${index}`, message: obstacle.message }] : []))

export const obstacleError = ({ code, message }: OrderObstacle): DomainError =>
  new DomainError('conflict', code, message)
