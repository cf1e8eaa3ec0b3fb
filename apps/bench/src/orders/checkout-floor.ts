import { randomUUIDv7 } from 'node:crypto'
import type { Client } from 'pg'
import type { Statement } from './record-statements.ts'

/** Who orders what, by the ids that the statements of a checkout name. */
export interface Buyer {
  customerId: string
  cartId: string
  productIds: readonly string[]
}

const UUID = /[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}/g

/**
 * The least that could place an order: the statements of a checkout's transaction as the server sent them, sent again
 * by `pg` alone for another buyer, and nothing around them.
 * @param recorded all statements of one checkout
 * @param by whose checkout it was
 */
export function replayCheckout(recorded: readonly Statement[], by: Buyer) {
  const texts = recorded.map(({ text }) => text)
  const transaction = recorded.slice(texts.indexOf('begin'), texts.lastIndexOf('commit') + 1)
  if (transaction.length === 0) throw new Error('The recorded checkout has no transaction')
  return async (client: Client, buyer: Buyer): Promise<void> => {
    const adapt = adapter(idsOf(by, buyer))
    for (const { name, text, values } of transaction)
      await client.query({
        // What is prepared names nobody.
        ...(name ? { name, text } : { text: adapt(text) }),
        values: values.map((value) => value && adapt(value)),
      })
  }
}

const idsOf = (by: Buyer, buyer: Buyer): Map<string, string> =>
  new Map([
    [by.customerId, buyer.customerId],
    [by.cartId, buyer.cartId],
    ...by.productIds.map((id, index) => [id, buyer.productIds[index] ?? id] as const),
  ])

/** Puts this buyer's ids in place of those recorded; an id of nobody becomes a new one, always the same. */
const adapter =
  (ids: Map<string, string>) =>
  (recorded: string): string =>
    recorded.replace(UUID, (id) => {
      const mine = ids.get(id) ?? randomUUIDv7()
      ids.set(id, mine)
      return mine
    })
