import { Big } from 'big.js'

interface PricedLine {
  /** Whole cases. */
  quantity: number
  /** Exact decimal per case, or null where it is on request. */
  price: string | null
}

export interface LineTotals {
  totalQuantity: number
  /** Exact decimal with two places: the lines that have a price. */
  subtotal: string
  unpricedLines: number
}

/** Adds up the lines of a cart or an order without ever leaving the decimal system. */
export function sumLines(lines: readonly PricedLine[]): LineTotals {
  let subtotal = new Big(0)
  let totalQuantity = 0
  let unpricedLines = 0
  for (const { quantity, price } of lines) {
    totalQuantity += quantity
    if (price === null) unpricedLines += 1
    else subtotal = subtotal.plus(new Big(price).times(quantity))
  }
  return { totalQuantity, subtotal: subtotal.toFixed(2), unpricedLines }
}
