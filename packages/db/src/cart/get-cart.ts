import type { EntityManager } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { newId } from '../ids.ts'
import { prepared } from '../prepare-hot-statements.ts'
import { Cart } from './cart.entity.ts'
import { cartNotFound } from './cart.errors.ts'

const contents = ['lines.product.category'] as const

/** The customer's cart with its lines and their products; made empty where there was none. */
export async function getCart(em: EntityManager, customerId: string): Promise<Cart> {
  const found = await em.findOne(Cart, { customer: customerId }, { populate: contents, refresh: true })
  if (found) return found
  await sql`
    insert into carts (id, customer_id, created_at, updated_at) values (${newId()}, ${customerId}, now(), now())
    on conflict (customer_id) do nothing
  `.execute(em.getKysely())
  return em.findOneOrFail(Cart, { customer: customerId }, { populate: contents })
}

/**
 * Anyone's cart with its lines and their products, and whose it is; for staff.
 * @throws DomainError CART_NOT_FOUND
 */
export async function getCartById(em: EntityManager, id: string): Promise<Cart> {
  const cart = await em.findOne(Cart, { id }, { populate: [...contents, 'customer'] })
  if (!cart) throw cartNotFound(id)
  return cart
}

/**
 * The customer's cart, about to be changed and locked until the transaction ends: changes and checkouts of one cart
 * take turns, and two first requests at once make one cart. Its lines are not loaded.
 */
export async function getCartForUpdate(em: EntityManager, customerId: string): Promise<Cart> {
  const { rows } = await sql<{ id: string }>`${prepared}
    insert into carts (id, customer_id, created_at, updated_at) values (${newId()}, ${customerId}, now(), now())
    on conflict (customer_id) do update set updated_at = clock_timestamp()
    returning id
  `.execute(em.getKysely())
  const [row] = rows
  if (!row) throw new Error(`No cart came back for ${customerId}`)
  return em.getReference(Cart, row.id)
}
