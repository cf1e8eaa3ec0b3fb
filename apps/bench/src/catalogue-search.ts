import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { median, percentile, sorted } from './percentiles.ts'

const queries = JSON.parse(readFileSync(join(import.meta.dirname, '../data/search-queries.json'), 'utf8')) as {
  query: string
}[]

const PASSES = 3

/**
 * Asks for each query of the search benchmark, one after the other, by REST: once to warm up, then three times.
 * @returns milliseconds, p50 and p99: the median of the three
 */
export async function timeSearch(url: string): Promise<{ p50: number; p99: number }> {
  await askAll(url)
  const p50: number[] = []
  const p99: number[] = []
  for (let pass = 0; pass < PASSES; pass++) {
    const times = sorted(await askAll(url))
    p50.push(percentile(times, 50))
    p99.push(percentile(times, 99))
  }
  return { p50: median(p50), p99: median(p99) }
}

async function askAll(url: string): Promise<number[]> {
  const times: number[] = []
  for (const { query } of queries) {
    const start = performance.now()
    const answer = await fetch(`${url}/api/products?search=${encodeURIComponent(query)}`)
    await answer.arrayBuffer()
    times.push(performance.now() - start)
  }
  return times
}
