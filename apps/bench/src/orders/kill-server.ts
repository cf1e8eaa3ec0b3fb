import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { findFreePort } from '@desideliver/db/embedded'
import { startServer, untilReady } from '../start-server.ts'
import { send } from './send.ts'
import type { Customer, Shop } from './shop.ts'

const CLIENTS = 8
/** What is killed, one after the other, while the crowd orders. */
const KILLS = ['server', 'database', 'server', 'server'] as const
/** How long the crowd orders before each kill, and after the last. */
const ORDERING_MS = 1_500
const LONGEST_MS = 60_000
const LINES = 4

interface Crowd {
  url: string
  shop: Shop
  /** Numbers of orders that a client was told of, by their ids. */
  told: Map<string, string>
  retries: number
  /** When nobody tries any longer. */
  end: AbortSignal
}

/**
 * Kills the server under load, and once a process of PostgreSQL, which ends all of its others. Meanwhile clients order,
 * and try again with the same key until they are answered. Then looks for what they were told.
 */
export async function killUnderLoad(databaseUrl: string, shop: Shop): Promise<void> {
  const since = new Date()
  const port = await findFreePort()
  const url = `http://127.0.0.1:${port}`
  const crowd: Crowd = { url, shop, told: new Map(), retries: 0, end: AbortSignal.timeout(LONGEST_MS) }
  let server = startServer(databaseUrl, { PORT: String(port) })
  try {
    await untilReady(url)
    const enough = new AbortController()
    const ordering = Promise.all(shop.customers.slice(0, CLIENTS).map((one) => orderUntil(enough.signal, one, crowd)))
    for (const kill of KILLS) {
      await sleep(ORDERING_MS)
      if (kill === 'database') await killBackend(shop)
      else {
        server.kill('SIGKILL')
        await once(server, 'exit')
        server = startServer(databaseUrl, { PORT: String(port) })
      }
      await untilReady(url)
    }
    await sleep(ORDERING_MS)
    enough.abort()
    await ordering
  } finally {
    server.kill('SIGTERM')
    if (server.exitCode === null && server.signalCode === null) await once(server, 'exit')
  }
  await tellWhatWasLost(crowd, since)
}

async function orderUntil(enough: AbortSignal, customer: Customer, crowd: Crowd): Promise<void> {
  while (!enough.aborted) {
    await persist(crowd, () => refill(crowd.shop, customer))
    const sent = { method: 'POST', token: customer.token, body: {}, idempotencyKey: randomUUID() } as const
    const { id, orderNumber } = await persist(crowd, async () => {
      const { status, body } = await send(`${crowd.url}/api/orders/create`, sent)
      if (status >= 400 && status < 500) throw new Refused(`An order was refused with ${status}: ${body}`)
      if (status !== 201) throw new Error(`An order was answered with ${status}`)
      return JSON.parse(body) as { id: string; orderNumber: string }
    })
    crowd.told.set(id, orderNumber)
  }
}

async function refill({ database, putIntoCarts, productIds }: Shop, { cartId }: Customer): Promise<void> {
  await database.query('delete from cart_lines where cart_id = $1', [cartId])
  await putIntoCarts([{ cartId, lines: productIds.slice(0, LINES).map((productId) => ({ productId, quantity: 1 })) }])
}

/** What no retry mends. */
class Refused extends Error {
  override readonly name = 'Refused'
}

async function persist<T>(crowd: Crowd, work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (error instanceof Refused || crowd.end.aborted) throw error
      crowd.retries += 1
      await sleep(20 + Math.random() * 50)
    }
  }
}

async function killBackend({ database }: Shop): Promise<void> {
  const { rows } = await database.query<{ pid: number }>(
    `select pid from pg_stat_activity where application_name = 'desideliver' and datname = current_database() limit 1`,
  )
  if (!rows[0]) throw new Error('The server has no connection to kill')
  process.kill(rows[0].pid, 'SIGKILL')
  // PostgreSQL reads its log before it takes anyone in again; a server that starts meanwhile would give up.
  const deadline = Date.now() + 30_000
  for (;;) {
    await sleep(100)
    const isBack = await database.query('select 1').catch(() => null)
    if (isBack) return
    if (Date.now() > deadline) throw new Error('PostgreSQL did not come back within 30 s')
  }
}

async function tellWhatWasLost({ shop, told, retries }: Crowd, since: Date): Promise<void> {
  const { rows } = await shop.database.query<{ id: string; number: string; isWhole: boolean }>(
    `select id, order_number as number,
       (select count(*) from order_lines where order_id = orders.id) = ${LINES}
       and (select count(*) from pgboss.job where data->>'orderId' = orders.id::text) = 2 as "isWhole"
     from orders where created_at >= $1`,
    [since],
  )
  const stored = new Map(rows.map(({ id, number }) => [id, number]))
  const lost = [...told].filter(([id, number]) => stored.get(id) !== number).length
  // Every key was answered in the end, so that an order which nobody was told of is a second one.
  const twice = rows.filter(({ id }) => !told.has(id)).length
  const half = rows.filter(({ isWhole }) => !isWhole).length
  const numbers = new Set(rows.map(({ number }) => number)).size
  console.log(`\nkill -9 under load: ${KILLS.join(', ')}; ${CLIENTS} clients, ${retries} tries that failed`)
  console.log(`  orders acknowledged: ${told.size}, lost: ${lost}, twice: ${twice}, without lines or mails: ${half}`)
  if (lost + twice + half > 0 || numbers !== rows.length) throw new Error('What was acknowledged is not what is stored')
}
