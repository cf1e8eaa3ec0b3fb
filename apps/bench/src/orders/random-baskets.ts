import { randomUUID } from 'node:crypto'
import { inTurns } from '../customers.ts'
import { send } from './send.ts'
import { type Customer, STOCK, type Shop } from './shop.ts'

const BASKETS = 2_000
const CLIENTS = 16
/** So few that everyone wants the same. */
const PRODUCTS = 12
/** Every so manieth order is cancelled again, while others order. */
const CANCELLED = 4

/** Baskets of the same few products in any order, ordered at once and partly cancelled again. */
export async function orderRandomBaskets(url: string, shop: Shop): Promise<void> {
  // Others than those of the race, of whose sales nothing is left to be seen in the stock.
  const productIds = shop.productIds.slice(0, PRODUCTS)
  await shop.database.query('update products set stock_quantity = $1 where id = any($2)', [STOCK, productIds])
  const deadlocks = await countDeadlocks(shop)
  const since = new Date()
  const refusals = new Map<string, number>()
  const start = performance.now()
  await inTurns(BASKETS, CLIENTS, async (index, lane) => {
    const customer = shop.customers[lane]
    if (!customer) throw new Error('There are too few customers')
    await shop.putIntoCarts([{ cartId: customer.cartId, lines: randomLines(productIds) }])
    const refusal = await orderAndCancel(url, customer, index % CANCELLED === 0)
    if (refusal !== null) refusals.set(refusal, (refusals.get(refusal) ?? 0) + 1)
  })
  const seconds = (performance.now() - start) / 1_000
  const errors = [...refusals].map(([refusal, count]) => `${count} × ${refusal}`).join(', ') || '0'
  console.log(`\n${BASKETS} random baskets of ${PRODUCTS} products, ${CLIENTS} clients, every fourth cancelled again`)
  console.log(`  errors: ${errors}; ${(BASKETS / seconds).toFixed(0)} baskets a second`)
  console.log(`  deadlocks that PostgreSQL saw: ${(await countDeadlocks(shop)) - deadlocks}`)
  await tellWhatIsLeft(shop, { productIds, since })
}

function randomLines(productIds: readonly string[]) {
  const shuffled = productIds
    .map((id) => ({ id, place: Math.random() }))
    .toSorted((one, other) => one.place - other.place)
  const count = 2 + Math.floor(Math.random() * 7)
  return shuffled.slice(0, count).map(({ id }) => ({ productId: id, quantity: 1 + Math.floor(Math.random() * 5) }))
}

/** @returns what went wrong, or null */
async function orderAndCancel(url: string, { token }: Customer, cancels: boolean): Promise<string | null> {
  const sent = { method: 'POST', token, body: {} } as const
  const placed = await send(`${url}/api/orders/create`, { ...sent, idempotencyKey: randomUUID() })
  if (placed.status !== 201) return `${placed.status} ${placed.body.slice(0, 200)}`
  if (!cancels) return null
  const { id } = JSON.parse(placed.body) as { id: string }
  const cancelled = await send(`${url}/api/orders/${id}/cancel`, sent)
  return cancelled.status === 200 ? null : `${cancelled.status} ${cancelled.body.slice(0, 200)}`
}

async function countDeadlocks({ database }: Shop): Promise<number> {
  // Backends tell what they counted now and then.
  await database.query('select pg_stat_force_next_flush()')
  const { rows } = await database.query<{ deadlocks: number }>(
    'select deadlocks::int from pg_stat_database where datname = current_database()',
  )
  return rows[0]?.deadlocks ?? Number.NaN
}

interface Sold {
  productIds: readonly string[]
  since: Date
}

/** Stock at the beginning, less what orders hold that were not cancelled, must be the stock that is left. */
async function tellWhatIsLeft({ database }: Shop, { productIds, since }: Sold): Promise<void> {
  const { rows: wrong } = await database.query(
    `select id, stock_quantity from products left join (
       select product_id, sum(quantity) as sold from orders join order_lines on order_id = orders.id
       where orders.created_at >= $2 and status <> 'cancelled' group by product_id
     ) as sales on product_id = id
     where id = any($1) and stock_quantity <> $3 - coalesce(sold, 0)`,
    [productIds, since, STOCK],
  )
  const { rows } = await database.query<{ orders: number; numbers: number }>(
    'select count(*)::int as orders, count(distinct order_number)::int as numbers from orders where created_at >= $1',
    [since],
  )
  const [{ orders, numbers } = { orders: 0, numbers: 0 }] = rows
  console.log(`  ${orders} orders with ${numbers} numbers; products whose stock is not exact: ${wrong.length}`)
  if (wrong.length > 0 || orders !== numbers || orders !== BASKETS) throw new Error('Stock or numbers are wrong')
}
