import { join } from 'node:path'
import { DEMO_PASSWORD, demoEmail } from '@desideliver/server/seed'
import { createClient } from '@desideliver/sdk'
import autocannon from 'autocannon'
import { timeSearch } from './catalogue-search.ts'
import { makeCatalogue } from './make-catalogue.ts'
import { median } from './percentiles.ts'
import { withDatabase, withProcess, withServerOn } from './start-server.ts'

const SIZES = [3_694, 100_000]
const CONNECTIONS = 16
const ROUNDS = 9
const SECONDS = 2

/** Requests a second of each side, by what was asked for. */
type Figures = Record<string, number>

/**
 * `pnpm bench catalogue`: lists and details, from memory and read anew, against a bare server that answers the same rows,
 * side by side, round after round; the median of each.
 */
export async function benchCatalogue(): Promise<void> {
  const bySize: Figures[] = []
  for (const products of SIZES) bySize.push(await measureSize(products))
  const [small = {}, large = {}] = bySize
  console.log(`\nAt ${SIZES[1]} products, of what it is at ${SIZES[0]}:`)
  for (const name of Object.keys(small)) console.log(`  ${name.padEnd(24)} ${ratio(large[name], small[name])}`)
}

async function measureSize(products: number): Promise<Figures> {
  let figures: Figures = {}
  const floorScript = join(import.meta.dirname, 'catalogue-floor.ts')
  await withDatabase(async (databaseUrl) => {
    await withServerOn(databaseUrl, {}, async (cached) => {
      await fill(cached, products)
      await withServerOn(databaseUrl, { CATALOGUE_CACHE_MB: '0' }, async (uncached) => {
        await withProcess(floorScript, { DATABASE_URL: databaseUrl }, async (floor) => {
          const search = await timeSearch(uncached)
          console.log(`Search, unloaded: p50 ${search.p50.toFixed(1)} ms, p99 ${search.p99.toFixed(1)} ms`)
          figures = await compare({ cached, uncached, floor })
          // So many one after the other in a second: more is better, as with the others.
          figures['search'] = 1_000 / search.p50
        })
      })
    })
  })
  console.log(
    `\n${products} products, ${CONNECTIONS} connections, median of ${ROUNDS} rounds of ${SECONDS} s, requests a second`,
  )
  for (const what of ['list', 'detail']) {
    const floor = figures[`${what} floor`]
    console.log(
      `  ${what.padEnd(8)} floor ${show(floor)}  from memory ${show(figures[`${what} cached`])} (${ratio(figures[`${what} cached`], floor)})` +
        `  read anew ${show(figures[`${what} uncached`])} (${ratio(figures[`${what} uncached`], floor)})`,
    )
  }
  return figures
}

async function fill(url: string, products: number): Promise<void> {
  const client = createClient({ url })
  await client.signIn({ email: demoEmail('staff'), password: DEMO_PASSWORD })
  const start = performance.now()
  const { rows } = await client.importProducts(await makeCatalogue(products))
  const seconds = (performance.now() - start) / 1_000
  console.log(`\nImported ${rows} rows in ${seconds.toFixed(1)} s, ${Math.round(rows / seconds)} a second`)
  const began = performance.now()
  const { body } = await client.exportProducts()
  const bytes = (await new Response(body).arrayBuffer()).byteLength
  const took = (performance.now() - began) / 1_000
  console.log(
    `Exported them in ${took.toFixed(1)} s, ${Math.round(rows / took)} a second, ${(bytes / 1e6).toFixed(1)} MB`,
  )
}

async function compare(sides: Record<string, string>): Promise<Figures> {
  const paths = { list: '/api/products', detail: '/api/products/B-1' }
  const seen: Record<string, number[]> = {}
  for (let round = 0; round < ROUNDS; round++)
    for (const [what, path] of Object.entries(paths))
      for (const [side, url] of Object.entries(sides)) {
        const result = await autocannon({ url: url + path, connections: CONNECTIONS, duration: SECONDS })
        if (result.non2xx > 0 || result.errors > 0) throw new Error(`${side} failed at ${path}`)
        ;(seen[`${what} ${side}`] ??= []).push(result.requests.average)
      }
  return Object.fromEntries(Object.entries(seen).map(([name, values]) => [name, median(values)]))
}

const show = (value = 0): string => Math.round(value).toLocaleString('en').padStart(7)
const ratio = (value = 0, floor = 1): string => `${(value / floor).toFixed(2)} ×`
