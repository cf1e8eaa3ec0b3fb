import type { EntityManager } from '@mikro-orm/postgresql'
import { MAX_QUANTITY, Product } from '../catalogue/product.entity.ts'
import { type CartObstacle, addToCart } from './add-to-cart.ts'
import type { Cart } from './cart.entity.ts'
import type { PastedLine } from './read-pasted-lines.ts'

export interface AddedLine {
  row: number
  productId: string
  /** As the catalogue has it. */
  itemCode: string
  name: string
  quantity: number
}

export interface RejectedLine extends PastedLine {
  code: CartObstacle['code'] | 'UNKNOWN_ITEM' | 'INVALID_QUANTITY'
  message: string
  /** What a search may find something like it by; null where something else is wrong. */
  soughtAs: string | null
}

/**
 * Adds to a cart what a list asks for by item codes, as far as it can be ordered. Lines of one product count together.
 * @param cart locked, so that no other change of it comes in between
 */
export async function addListedLines(
  em: EntityManager,
  cart: Cart,
  lines: readonly PastedLine[],
): Promise<{ added: AddedLine[]; rejected: RejectedLine[] }> {
  const findProduct = await findProducts(em, lines)
  const readings = lines.map((line) => ({ line, ...readLine(line, findProduct(line.itemCode)) }))
  const wanted = readings.flatMap(({ wanted: one }) => one ?? [])
  const obstacles = await addToCart(em, cart, wanted)

  const added: AddedLine[] = []
  const rejected: RejectedLine[] = []
  for (const { line, wanted: one, fault } of readings) {
    const obstacle = one && obstacles.get(one.product.id)
    if (fault) rejected.push({ ...line, ...fault })
    else if (obstacle)
      rejected.push({
        ...line,
        ...obstacle,
        soughtAs: obstacle.code === 'PRODUCT_ARCHIVED' ? one.product.name : null,
      })
    else if (one) {
      const { id: productId, itemCode, name } = one.product
      added.push({ row: line.row, productId, itemCode, name, quantity: one.quantity })
    }
  }
  return { added, rejected }
}

type Fault = Pick<RejectedLine, 'code' | 'message' | 'soughtAs'>
type Reading = { wanted: { product: Product; quantity: number }; fault?: never } | { wanted?: never; fault: Fault }

function readLine({ itemCode, quantity }: PastedLine, product: Product | undefined): Reading {
  if (!product)
    return {
      fault: { code: 'UNKNOWN_ITEM', message: `There is no product with the code ${itemCode}.`, soughtAs: itemCode },
    }
  if (quantity === null || !Number.isInteger(quantity) || quantity < 1 || quantity > MAX_QUANTITY) {
    const message = `${product.name} (${product.itemCode}) is ordered in whole cases, from 1 to ${MAX_QUANTITY}.`
    return { fault: { code: 'INVALID_QUANTITY', message, soughtAs: null } }
  }
  return { wanted: { product, quantity } }
}

/** A code is written in one way only, but people type it in capitals, or without. */
const written = (code: string) => [code, code.toUpperCase(), code.toLowerCase()]

async function findProducts(
  em: EntityManager,
  lines: readonly PastedLine[],
): Promise<(code: string) => Product | undefined> {
  const codes = new Set(lines.flatMap(({ itemCode }) => written(itemCode)))
  const products = await em.find(Product, { itemCode: { $in: [...codes] } })
  const byCode = new Map(products.map((product) => [product.itemCode, product]))
  return (code) => {
    const found = written(code).find((one) => byCode.has(one))
    return found === undefined ? undefined : byCode.get(found)
  }
}
