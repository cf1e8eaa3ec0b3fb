import type { EntityManager } from '@mikro-orm/postgresql'
import { returnStock } from '../catalogue/take-stock.ts'
import type { Order } from './order.entity.ts'

/**
 * Puts the cases of a cancelled order back where ordering took them from, and only there. What was found missing before
 * has gone back already, or is lost.
 */
export async function restock(em: EntityManager, order: Order, by: { id: string }): Promise<void> {
  const taken = order.lines.getItems().filter((line) => line.stockTaken && line.deliverable() > 0)
  if (taken.length === 0) return
  await returnStock(
    em,
    taken.map((line) => ({ productId: line.product.id, quantity: line.deliverable() })),
    { kind: 'cancel', orderId: order.id, by },
  )
}
