import { type StockChange, stockChangeKinds } from '@desideliver/db'
import { z } from 'zod'
import { moment } from '../fields.ts'

export const StockChangeDto = z
  .strictObject({
    id: z.uuid(),
    productId: z.uuid(),
    delta: z.int().meta({ description: 'Whole cases that came (or, below zero, went)' }),
    balance: z.int().nullable().meta({ description: 'Cases in stock afterwards; null = not tracked any more' }),
    kind: z.enum(stockChangeKinds),
    reason: z.string().nullable(),
    order: z.strictObject({ id: z.uuid(), orderNumber: z.string() }).nullable(),
    changedBy: z.strictObject({ id: z.uuid(), name: z.string() }).nullable(),
    createdAt: moment,
  })
  .meta({ id: 'StockChange', description: 'A line of the stock ledger' })

/**
 * @param change with who did it loaded
 * @param orderNumber of its order, if it has one
 */
export function toStockChangeDto(change: StockChange, orderNumber?: string): z.infer<typeof StockChangeDto> {
  const { id, product, delta, balance, kind, reason, orderId, changedBy, createdAt } = change
  return {
    id,
    productId: product.id,
    delta,
    balance,
    kind,
    reason,
    order: orderId !== null && orderNumber !== undefined ? { id: orderId, orderNumber } : null,
    changedBy: changedBy && { id: changedBy.id, name: changedBy.contactPerson() },
    createdAt,
  }
}
