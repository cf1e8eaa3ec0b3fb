import { DomainError } from '../errors.ts'

interface Stocked {
  itemCode: string
  name: string
  stockQuantity: number | null
}

const named = ({ name, itemCode }: Stocked): string => `${name} (${itemCode})`

export const productNotFound = (idOrCode: string): DomainError =>
  new DomainError('not_found', 'PRODUCT_NOT_FOUND', `There is no product ${idOrCode}.`)

export const itemCodeTaken = (): DomainError =>
  new DomainError(
    'conflict',
    'ITEM_CODE_TAKEN',
    'There is a product with this item code already, perhaps archived: update or restore it, or use another code.',
  )

export const notEnoughStock = (product: Stocked, delta: number): DomainError =>
  new DomainError(
    'conflict',
    'NOT_ENOUGH_STOCK',
    `There are ${product.stockQuantity} cases of ${named(product)}, so ${-delta} cannot go. ` +
      'If something else is there than the books say, send what you counted.',
  )

export const tooMuchStock = (product: Stocked, most: number): DomainError =>
  new DomainError(
    'conflict',
    'TOO_MUCH_STOCK',
    `${named(product)} would have more than ${most} cases: check the number.`,
  )

export const stockNotTracked = (product: Stocked, isDelta: boolean): DomainError =>
  new DomainError(
    'conflict',
    'STOCK_NOT_TRACKED',
    `The stock of ${named(product)} is not tracked${isDelta ? ', so nothing can be added or taken away: send what you counted, and tracking starts.' : ' already.'}`,
  )
