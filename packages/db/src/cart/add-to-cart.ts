import type { EntityManager } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { type OrderObstacle, findOrderObstacle } from '../catalogue/order-obstacle.ts'
import { MAX_QUANTITY, type Product } from '../catalogue/product.entity.ts'
import { newId } from '../ids.ts'
import { type Cart, CartLine } from './cart.entity.ts'
import { MAX_CART_LINES, cartFull, quantityTooLarge } from './cart.errors.ts'
import { type SeenProduct, seenOf } from './seen-product.ts'

interface WantedLine {
  product: Product
  /** Whole cases, beside those that are in the cart. */
  quantity: number
}

/** Why a product did not come into a cart. */
export type CartObstacle = OrderObstacle | { code: 'QUANTITY_TOO_LARGE' | 'CART_FULL'; message: string }

/**
 * Adds to a cart what can be ordered, and leaves the rest of it alone. Several lines of one product are one.
 * @param cart locked, so that no other change of it comes in between
 * @returns for each product that did not come in, by its id, why not
 */
export async function addToCart(
  em: EntityManager,
  cart: Cart,
  wanted: readonly WantedLine[],
): Promise<Map<string, CartObstacle>> {
  const lines = await em.find(CartLine, { cart })
  const totals = new Map(lines.map((line) => [line.product.id, line.quantity]))
  const present = new Set(totals.keys())
  const products = new Map(wanted.map(({ product }) => [product.id, product]))
  for (const { product, quantity } of wanted) totals.set(product.id, (totals.get(product.id) ?? 0) + quantity)

  const obstacles = new Map<string, CartObstacle>()
  const added: NewLine[] = []
  for (const [productId, product] of products) {
    const quantity = totals.get(productId) ?? 0
    const isFull = !present.has(productId) && present.size >= MAX_CART_LINES
    const obstacle = findObstacle({ product, quantity, isFull })
    if (obstacle) obstacles.set(productId, obstacle)
    else added.push({ productId, quantity, seen: seenOf(product) })
    if (!obstacle) present.add(productId)
  }
  if (added.length > 0) await storeLines(em, cart, added)
  return obstacles
}

function findObstacle(line: WantedLine & { isFull: boolean }): CartObstacle | null {
  if (line.quantity > MAX_QUANTITY) return { code: 'QUANTITY_TOO_LARGE', message: quantityTooLarge().message }
  const obstacle = findOrderObstacle(line.product, line.quantity)
  if (obstacle) return obstacle
  return line.isFull ? { code: 'CART_FULL', message: cartFull().message } : null
}

interface NewLine {
  productId: string
  /** All of it, with what was in the cart before. */
  quantity: number
  seen: SeenProduct
}

/** A line that is there keeps what was seen first: nothing that has changed since passes for seen by adding to it. */
async function storeLines(em: EntityManager, cart: Cart, lines: readonly NewLine[]): Promise<void> {
  await sql`
    insert into cart_lines (id, cart_id, product_id, quantity, seen, created_at)
    select id, ${cart.id}, product_id, quantity, seen, statement_timestamp() + position * interval '1 microsecond'
    from unnest(${lines.map(() => newId())}::uuid[], ${lines.map(({ productId }) => productId)}::uuid[],
      ${lines.map(({ quantity }) => quantity)}::int[], ${lines.map(({ seen }) => JSON.stringify(seen))}::jsonb[])
      with ordinality as line (id, product_id, quantity, seen, position)
    on conflict (cart_id, product_id) do update set quantity = excluded.quantity
  `.execute(em.getKysely())
}
