import { LockMode } from '@mikro-orm/core'
import type { EntityManager } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { newId } from '../ids.ts'
import { Cart } from './cart.entity.ts'

/** The customer's cart with its lines and their products; made empty where there was none. */
export async function getCart(em: EntityManager, customerId: string): Promise<Cart> {
  const found = await em.findOne(
    Cart,
    { customer: customerId },
    { populate: ['lines.product.category'], refresh: true },
  )
  if (found) return found
  await createCart(em, customerId)
  return em.findOneOrFail(Cart, { customer: customerId }, { populate: ['lines.product.category'] })
}

/**
 * The customer's cart, locked until the transaction ends: changes and checkouts of one cart take turns.
 * Its lines are not loaded.
 */
export async function getCartForUpdate(em: EntityManager, customerId: string): Promise<Cart> {
  const locked = await findForUpdate(em, customerId)
  if (locked) return locked
  await createCart(em, customerId)
  return getCartForUpdate(em, customerId)
}

const findForUpdate = (em: EntityManager, customerId: string): Promise<Cart | null> =>
  em.findOne(Cart, { customer: customerId }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true })

/** Two first requests at once make one cart: the second insert steps aside. */
async function createCart(em: EntityManager, customerId: string): Promise<void> {
  await sql`
    insert into carts (id, customer_id, created_at) values (${newId()}, ${customerId}, now())
    on conflict (customer_id) do nothing
  `.execute(em.getKysely())
}
