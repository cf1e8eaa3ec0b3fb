import type { EntityManager } from '@mikro-orm/postgresql'
import { Ticket } from './ticket.entity.ts'

/** Nothing that one order comes near to. */
const MOST = 50

/** The tickets about an order, newest first. They are its customer's, as the order is. */
export const listOrderTickets = (em: EntityManager, orderId: string): Promise<Ticket[]> =>
  em.find(Ticket, { order: orderId }, { orderBy: { id: 'desc' }, limit: MOST })
