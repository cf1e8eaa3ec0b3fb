import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { median, percentile, sorted } from '../percentiles.ts'
import { send } from './send.ts'
import type { Shop } from './shop.ts'

const SMALL = { day: '2026-02-03', orders: 2_000 }
const LARGE = { day: '2026-02-04', orders: 100_000 }
const LINES = 10

/** A day's orders as CSV: how long it takes, what it costs in memory, and what others wait meanwhile. */
export async function exportDays(url: string, shop: Shop, pid: number): Promise<void> {
  const began = performance.now()
  for (const day of [SMALL, LARGE]) await makeDay(shop, day)
  await shop.database.query('analyze orders, order_lines')
  console.log(`\nDaily CSV (${((performance.now() - began) / 1_000).toFixed(0)} s to make the orders, by SQL)`)
  const download = (day: string) => downloadDay(`${url}/api/orders/daily/export-csv?date=${day}`, shop.staffToken)

  const runs: number[] = []
  for (let run = 0; run < 5; run++) {
    const { seconds, rows } = await download(SMALL.day)
    requireRows(rows, SMALL.orders)
    runs.push(seconds)
  }
  console.log(`  ${SMALL.orders} orders × ${LINES}: ${median(runs).toFixed(2)} s, median of ${runs.length}`)

  const other = `${url}/api/products/B-1`
  const { times: idle } = await askDuring(other, shop, () => sleep(2_000))
  const before = await residentMegabytes(pid)
  const memory = watchMemory(pid)
  const { times: busy, result } = await askDuring(other, shop, () => download(LARGE.day))
  const highest = await memory.stop()
  requireRows(result.rows, LARGE.orders)
  const rate = Math.round(result.rows / result.seconds).toLocaleString('en')
  console.log(
    `  ${LARGE.orders} orders × ${LINES}: ${result.seconds.toFixed(1)} s, ${rate} lines a second, ${(result.bytes / 1e6).toFixed(0)} MB`,
  )
  console.log(`  memory of the server: ${before.toFixed(0)} MB before, ${highest.toFixed(0)} MB at most`)
  console.log(`  other requests (a product, read anew): p99 ${p99(busy)} ms meanwhile, ${p99(idle)} ms before`)
}

const p99 = (times: number[]): string => percentile(sorted(times), 99).toFixed(1)

/** Orders like those of the shop, made behind its back. */
async function makeDay({ database, customers }: Shop, { day, orders }: typeof SMALL): Promise<void> {
  const client = await database.connect()
  try {
    // Nobody follows these live, and what they refer to is there.
    await client.query('begin; set local session_replication_role = replica')
    await client.query(
      `insert into orders (id, order_number, customer_id, delivery_address, business_name, contact_person, phone_number,
         subtotal, unpriced_lines, total_quantity, created_at, updated_at)
       select gen_random_uuid(), 'DD' || to_char($2::date, 'YYYYMMDD') || lpad(n::text, 6, '0'), $1,
         '1 Main Street, Irving, TX 75039', 'Bench Kitchen', 'Bench Customer', '+12145550142', 425, 0, ${LINES},
         $2::date + interval '16 hours' + n * interval '100 ms', now()
       from generate_series(1, $3) as n`,
      [customers[0]?.id, day, orders],
    )
    await client.query(
      `insert into order_lines (id, order_id, product_id, position, item_code, name, unit, category, quantity, price,
         stock_taken)
       select gen_random_uuid(), orders.id, products.id, position, item_code, products.name, order_unit, 'Grain Market',
         1, price, false
       from orders, (
         select *, row_number() over (order by id) as position from products order by id limit ${LINES}
       ) as products
       where order_number like 'DD' || to_char($1::date, 'YYYYMMDD') || '%'`,
      [day],
    )
    await client.query('commit')
  } finally {
    client.release()
  }
}

interface Download {
  seconds: number
  bytes: number
  /** Without the header. */
  rows: number
}

/** Reads to the last byte and keeps none. */
async function downloadDay(address: string, token: string): Promise<Download> {
  const start = performance.now()
  const response = await fetch(address, { headers: { authorization: `Bearer ${token}` } })
  let [bytes, lines] = [0, 0]
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length
    for (const byte of chunk) if (byte === 10) lines += 1
  }
  return { seconds: (performance.now() - start) / 1_000, bytes, rows: lines - 1 }
}

function requireRows(rows: number, orders: number): void {
  if (rows !== orders * LINES) throw new Error(`The file has ${rows} lines, not ${orders * LINES}`)
}

/** One request after the other while `work` goes on. @returns milliseconds of each */
async function askDuring<T>(
  address: string,
  { staffToken: token }: Shop,
  work: () => Promise<T>,
): Promise<{ times: number[]; result: T }> {
  const times: number[] = []
  const end = new AbortController()
  const asking = (async () => {
    while (!end.signal.aborted) {
      const start = performance.now()
      const { status } = await send(address, { token })
      if (status !== 200) throw new Error(`${address} was answered with ${status}`)
      times.push(performance.now() - start)
      await sleep(2)
    }
  })()
  const result = await work().finally(() => end.abort())
  await asking
  return { times, result }
}

/** What Linux says a process holds; elsewhere nothing is known. */
async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? Number.NaN) / 1_024
}

function watchMemory(pid: number) {
  const end = new AbortController()
  let highest = 0
  const watching = (async () => {
    while (!end.signal.aborted) {
      highest = Math.max(highest, await residentMegabytes(pid))
      await sleep(50)
    }
  })()
  const stop = async (): Promise<number> => {
    end.abort()
    await watching
    return highest
  }
  return { stop }
}
