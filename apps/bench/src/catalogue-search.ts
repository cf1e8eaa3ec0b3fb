import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const queries = JSON.parse(readFileSync(join(import.meta.dirname, '../data/search-queries.json'), 'utf8')) as {
  query: string
}[]

/** Asks for each query of the search benchmark once, one after the other, by REST. @returns milliseconds, p50 and p99 */
export async function timeSearch(url: string): Promise<{ p50: number; p99: number }> {
  const times: number[] = []
  for (const [index, { query }] of queries.entries()) {
    const start = performance.now()
    const answer = await fetch(`${url}/api/products?search=${encodeURIComponent(query)}`)
    await answer.arrayBuffer()
    // The first ones warm up what every later one finds warm.
    if (index >= 50) times.push(performance.now() - start)
  }
  times.sort((a, b) => a - b)
  const at = (share: number): number => times[Math.floor(times.length * share)] ?? 0
  return { p50: at(0.5), p99: at(0.99) }
}
