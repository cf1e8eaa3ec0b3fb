import { LockMode } from '@mikro-orm/core'
import type { EntityManager } from '@mikro-orm/postgresql'
import type { Actor } from '../accounts/actor.ts'
import { isStaff } from '../accounts/actor.ts'
import { Order } from './order.entity.ts'
import { orderNotFound } from './order.errors.ts'

/** Whose orders someone may reach: staff all, customers their own. Another's is as good as missing. */
const within = (actor: Actor): { customer?: string } => (isStaff(actor) ? {} : { customer: actor.id })

/**
 * An order with its lines and history.
 * @throws DomainError ORDER_NOT_FOUND also where it is another customer's
 */
export async function getOrder(em: EntityManager, id: string, actor: Actor): Promise<Order> {
  const order = await em.findOne(
    Order,
    { id, ...within(actor) },
    { populate: ['lines', 'history.changedBy'], strategy: 'select-in' },
  )
  if (!order) throw orderNotFound(id)
  return order
}

/**
 * An order without its lines and history.
 * @throws DomainError ORDER_NOT_FOUND also where it is another customer's
 */
export async function getOrderHead(em: EntityManager, id: string, actor: Actor): Promise<Order> {
  const order = await em.findOne(Order, { id, ...within(actor) })
  if (!order) throw orderNotFound(id)
  return order
}

/**
 * An order with its lines and history, locked until the transaction ends: status changes of one order take turns.
 * @throws DomainError ORDER_NOT_FOUND also where it is another customer's
 */
export async function getOrderForUpdate(em: EntityManager, id: string, actor: Actor): Promise<Order> {
  const locked = await em.findOne(Order, { id, ...within(actor) }, { lockMode: LockMode.PESSIMISTIC_WRITE })
  if (!locked) throw orderNotFound(id)
  return getOrder(em, id, actor)
}
