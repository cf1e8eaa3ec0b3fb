import { randomUUID } from 'node:crypto'
import type { Recorder } from './record-statements.ts'
import { demand, send } from './send.ts'
import type { Customer, Shop } from './shop.ts'

const FEW = { lines: 4, orders: 2 }
const MANY = { lines: 40, orders: 20 }

type Counts = Map<string, number>

/**
 * What each operation asks of the database with few lines and orders, and with ten times as many.
 * @param url by way of the recorder
 */
export async function countQueries(url: string, shop: Shop, recorder: Recorder): Promise<void> {
  const [one, other] = shop.customers
  if (!one || !other) throw new Error('There are too few customers')
  const few = await countFor(one, FEW, { url, shop, recorder })
  const many = await countFor(other, MANY, { url, shop, recorder })
  console.log(
    `\nStatements an operation sends, with ${FEW.lines} lines and ${FEW.orders} orders, and with ten times as many`,
  )
  for (const [operation, count] of few) {
    const grown = many.get(operation) === count ? '' : '  GROWS'
    console.log(
      `  ${operation.padEnd(32)} ${String(count).padStart(3)} ${String(many.get(operation)).padStart(3)}${grown}`,
    )
  }
}

interface Counting {
  url: string
  shop: Shop
  recorder: Recorder
}

async function countFor({ token, cartId }: Customer, size: typeof FEW, parts: Counting): Promise<Counts> {
  const { url, shop, recorder } = parts
  const counts: Counts = new Map()
  const [spare, ...productIds] = shop.productIds
  const fill = () =>
    shop.putIntoCarts([
      { cartId, lines: productIds.slice(0, size.lines).map((productId) => ({ productId, quantity: 2 })) },
    ])
  const order = () => ({ method: 'POST', token, body: {}, idempotencyKey: randomUUID() }) as const
  const count = async (operation: string, work: () => Promise<unknown>): Promise<void> => {
    counts.set(operation, (await recorder.during(work)).length)
  }

  await fill()
  await count('read the cart', () => demand(`${url}/api/cart`, { token }))
  const added = { method: 'POST', token, body: { productId: spare, quantity: 1 } } as const
  await count('add to the cart', () => demand(`${url}/api/cart/add`, added))
  let id = ''
  await count('check out', async () => {
    id = (await demand<{ id: string }>(`${url}/api/orders/create`, order())).id
  })
  for (let placed = 1; placed < size.orders; placed++) {
    await fill()
    await demand(`${url}/api/orders/create`, order())
  }
  const staff = shop.staffToken
  const confirmed = { method: 'PATCH', token: staff, body: { status: 'confirmed' } } as const
  await count('show an order', () => demand(`${url}/api/orders/${id}`, { token }))
  await count('list one’s orders', () => demand(`${url}/api/orders?limit=100`, { token }))
  await count('list all orders, staff', () => demand(`${url}/api/orders/staff?limit=100`, { token: staff }))
  await count('an order as CSV, staff', () => send(`${url}/api/orders/${id}/export-csv`, { token: staff }))
  await count('confirm an order, staff', () => demand(`${url}/api/orders/${id}/status`, confirmed))
  await count('cancel an order', () => demand(`${url}/api/orders/${id}/cancel`, { method: 'POST', token, body: {} }))
  return counts
}
