import { Big } from 'big.js'
import { type SeenProduct, isSamePrice } from '../cart/seen-product.ts'
import type { Product } from '../catalogue/product.entity.ts'
import { DetailedError, type FieldIssue } from '../errors.ts'
import { sumLines } from '../money.ts'

interface SeenLine {
  product: Pick<Product, 'itemCode' | 'name' | 'price'>
  /** Whole cases. */
  quantity: number
  seen: SeenProduct
}

/**
 * Nobody is charged another price than it saw. The prices that came into the cart with the lines are agreed on;
 * whoever names the subtotal of the present ones agrees on these.
 * @param expectedSubtotal exact decimal
 * @throws DomainError PRICE_CHANGED naming each line, and the subtotal to agree on
 */
export function agreeOnPrices(lines: readonly SeenLine[], expectedSubtotal: string | undefined): void {
  const issues = priceIssues(lines)
  const { subtotal } = sumLines(lines.map(({ product, quantity }) => ({ quantity, price: product.price })))
  if (expectedSubtotal === undefined ? issues.length === 0 : new Big(expectedSubtotal).eq(subtotal)) return
  const isOther = { path: 'expectedSubtotal', message: `The subtotal is ${subtotal}.` }
  const told = expectedSubtotal === undefined ? issues : [...issues, isOther]
  const message = `${told
    .slice(0, MOST_NAMED)
    .map((issue) => issue.message)
    .join(' ')} To order at the present prices, send "expectedSubtotal": "${subtotal}".`
  throw new DetailedError({ kind: 'conflict', code: 'PRICE_CHANGED', message }, told)
}

/** How many lines a message names; `issues` names them all. */
const MOST_NAMED = 3

/** The lines of a cart whose price is not the one that came into it with them. */
export const priceIssues = (lines: readonly SeenLine[]): FieldIssue[] =>
  lines.flatMap(({ product, seen }, index) =>
    isSamePrice(seen.price, product.price)
      ? []
      : [
          {
            path: `lines.${index}.price`,
            message: `${product.name} (${product.itemCode}) was ${inWords(seen.price)} and is ${inWords(product.price)}.`,
          },
        ],
  )

const inWords = (price: string | null): string => price ?? 'priced on request'
