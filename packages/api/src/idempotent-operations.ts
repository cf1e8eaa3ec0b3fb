/** Procedures that are done once for each `Idempotency-Key`. The SDK gives calls of them a key by itself. */
export const idempotentOperations = [
  'cart.add',
  'cart.addMany',
  'orders.create',
  'orders.reorder',
  'products.adjustStock',
  'tickets.attach',
  'tickets.claim',
  'tickets.comment',
  'tickets.create',
] as const

export type IdempotentOperation = (typeof idempotentOperations)[number]
