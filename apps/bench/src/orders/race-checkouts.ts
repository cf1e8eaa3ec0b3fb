import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { inTurns } from '../customers.ts'
import { median, percentile, sorted } from '../percentiles.ts'
import { type Buyer, replayCheckout } from './checkout-floor.ts'
import type { Recorder, Statement } from './record-statements.ts'
import { demand, send } from './send.ts'
import type { Customer, Shop } from './shop.ts'

const CLIENTS = 8
const LINES = 10
const ROUNDS = 5

interface Figures {
  perSecond: number
  p50: number
  p99: number
}

type Side = 'http' | 'floor'

/** Ten products in a row of all there are, from another place for each customer: some meet at a product, most do not. */
const buyerOf = (shop: Shop, { id, cartId }: Customer, index: number): Buyer => ({
  customerId: id,
  cartId,
  productIds: Array.from(
    { length: LINES },
    (_, place) => shop.productIds[(index * 7 + place * 31) % shop.productIds.length] ?? '',
  ),
})

const basketOf = ({ cartId, productIds }: Buyer) => ({
  cartId,
  lines: productIds.map((productId) => ({ productId, quantity: 1 })),
})

/** One checkout like those of the race. @param url by way of the recorder */
export async function recordCheckout(url: string, shop: Shop, recorder: Recorder): Promise<Statement[]> {
  const [customer] = shop.customers
  if (!customer) throw new Error('There is nobody')
  // The first one makes ready what later ones find ready.
  for (let time = 1; ; time++) {
    await shop.putIntoCarts([basketOf(buyerOf(shop, customer, 0))])
    const sent = { method: 'POST', token: customer.token, body: {}, idempotencyKey: randomUUID() } as const
    const statements = await recorder.during(() => demand(`${url}/api/orders/create`, sent))
    if (time === 3) return statements
  }
}

/**
 * Checkouts over HTTP against their own statements sent by `pg` alone, round by round in turns, with carts that are
 * filled before the clock starts.
 */
export async function raceCheckouts(url: string, shop: Shop, recorded: readonly Statement[]): Promise<void> {
  const buyers = shop.customers.map((customer, index) => buyerOf(shop, customer, index))
  const [first] = buyers
  if (!first) throw new Error('There is nobody')
  const replay = replayCheckout(recorded, first)
  const clients = await connect(shop)
  const sides: Record<Side, (index: number, lane: number) => Promise<boolean>> = {
    async http(index) {
      const token = shop.customers[index]?.token ?? ''
      const sent = { method: 'POST', token, body: {}, idempotencyKey: randomUUID() } as const
      return (await send(`${url}/api/orders/create`, sent)).status === 201
    },
    async floor(index, lane) {
      const [client, buyer] = [clients[lane], buyers[index]]
      if (client && buyer) await replay(client, buyer)
      return true
    },
  }
  const seen: Record<Side, Figures[]> = { http: [], floor: [] }
  let errors = 0
  for (let round = 0; round <= ROUNDS; round++)
    for (const side of ['floor', 'http'] as const) {
      await shop.putIntoCarts(buyers.map(basketOf))
      const figures = await measure(buyers.length, async (index, lane) => {
        if (!(await sides[side](index, lane))) errors += 1
      })
      // The first round warms up.
      if (round > 0) seen[side].push(figures)
    }
  for (const client of clients) await client.end()
  report(seen, { statements: recorded.length, errors })
  await requireWholeOrders(shop)
}

async function measure(count: number, work: (index: number, lane: number) => Promise<void>): Promise<Figures> {
  const start = performance.now()
  const times = await inTurns(count, CLIENTS, async (index, lane) => {
    const began = performance.now()
    await work(index, lane)
    return performance.now() - began
  })
  const seconds = (performance.now() - start) / 1_000
  const ascending = sorted(times)
  return { perSecond: count / seconds, p50: percentile(ascending, 50), p99: percentile(ascending, 99) }
}

async function connect({ database }: Shop): Promise<Client[]> {
  const clients = Array.from({ length: CLIENTS }, () => new Client(database.options))
  for (const client of clients) await client.connect()
  return clients
}

function report(seen: Record<Side, Figures[]>, { statements, errors }: { statements: number; errors: number }): void {
  console.log(
    `\nCheckouts of ${LINES} lines, ${CLIENTS} clients, medians of ${ROUNDS} rounds in turns; errors: ${errors}`,
  )
  const names = { floor: `the same statements by pg alone`, http: 'end to end over HTTP' }
  for (const [side, name] of [
    ['floor', names.floor],
    ['http', names.http],
  ] as const) {
    const of = (figure: keyof Figures): number => median(seen[side].map((figures) => figures[figure]))
    const times = `p50 ${of('p50').toFixed(1)} ms, p99 ${of('p99').toFixed(1)} ms`
    console.log(`  ${name.padEnd(32)} ${of('perSecond').toFixed(0).padStart(5)} a second, ${times}`)
  }
  const ratios = seen.http.map(({ perSecond }, round) => perSecond / (seen.floor[round]?.perSecond ?? Number.NaN))
  const pairs = ratios.map((ratio) => ratio.toFixed(2)).join(' ')
  console.log(
    `  HTTP is ${median(ratios).toFixed(2)} × the floor, pair by pair ${pairs}; it sends ${statements} statements`,
  )
}

/** What the floor wrote counts only if it is what the server writes. */
async function requireWholeOrders({ database }: Shop): Promise<void> {
  const { rows } = await database.query<{ half: number }>(`
    select count(*)::int as half from orders where total_quantity = ${LINES} and (
      (select count(*) from order_lines where order_id = orders.id) <> ${LINES}
      or (select count(*) from order_status_changes where order_id = orders.id) <> 1
      or (select count(*) from pgboss.job where data->>'orderId' = orders.id::text) <> 2)`)
  if (rows[0]?.half !== 0) throw new Error(`${rows[0]?.half} orders are not whole`)
}
