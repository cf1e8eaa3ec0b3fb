import type { EntityManager } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { prepared } from '../prepare-hot-statements.ts'
import type { Cart } from './cart.entity.ts'
import type { SeenProduct } from './seen-product.ts'

/** What lay in a cart. */
export interface TakenLine {
  productId: string
  /** Whole cases. */
  quantity: number
  seen: SeenProduct
}

/**
 * Takes all lines out of a cart, for an order.
 * @param cart locked by a statement before, so that this one sees what was put in while it waited
 * @returns the lines in the order in which they came in
 */
export async function takeCartLines(em: EntityManager, cart: Cart): Promise<TakenLine[]> {
  const { rows } = await sql<TakenLine>`${prepared}
    with taken as (delete from cart_lines where cart_id = ${cart.id} returning *)
    select product_id as "productId", quantity, seen from taken order by created_at, id
  `.execute(em.getKysely())
  return rows
}
