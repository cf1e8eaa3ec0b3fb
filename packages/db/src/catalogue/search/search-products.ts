import type { EntityManager } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { type SearchSegment, expandQuery } from './expand-query.ts'
import { type ProductSearch, type SearchHit, byRank, rankHits } from './rank-hits.ts'
import { type Connective, matching } from './search-terms.ts'

/** With so many that were surely meant, nobody looks for those that may have been. */
const ENOUGH = 100

/** What was typed and other names of it first; what sounds alike next; guesses only where those are few. */
const tiers = [0.93, 0.8, 0]

export interface SearchResult {
  hits: SearchHit[]
  segments: readonly SearchSegment[]
}

/**
 * The products that a query means, best first, three hundred at most: those that have all its words or names
 * of the same things; where there is none for sure, those that have most of them; else those that have any.
 */
export async function searchProducts(em: EntityManager, search: ProductSearch): Promise<SearchResult> {
  const segments = await expandQuery(em, search.query)
  if (segments.length === 0) return { hits: [], segments }
  const shares = segments.map(() => 1 / segments.length)
  const all = await findHits(em, search, { segments, connective: 'all', shares })
  if (all.hits.length === 0 && segments.every(({ shelf }) => shelf)) {
    const slugs = segments.map(({ typed }) => typed)
    const met = sql`category_id in (select id from categories where slug = any (${slugs}::text[]))`
    return { hits: await rankHits(em, search, { segments, shares, met }), segments }
  }
  if (all.surely || segments.length === 1) return { hits: all.hits, segments }
  return { hits: await findPartly(em, search, { segments, found: all.hits }), segments }
}

interface Partly {
  segments: SearchSegment[]
  /** What has all words, if some were meant otherwise than typed. */
  found: SearchHit[]
}

async function findPartly(em: EntityManager, search: ProductSearch, { segments, found }: Partly): Promise<SearchHit[]> {
  if (found.length >= PAGE) return found
  const rarities = await readRarities(em, segments)
  const total = rarities.reduce((sum, rarity) => sum + rarity, 0)
  const shares = rarities.map((rarity) => rarity / total)
  // Of two words, all but one is one of them: a common one finds much, and nothing that was meant.
  const most =
    segments.length > 2
      ? merge(found, (await findHits(em, search, { segments, connective: 'most', shares })).hits)
      : found
  if (most.length >= PAGE) return most
  const rare = segments.map((segment, index) => (isCommon(rarities[index] ?? 0) ? without(segment) : segment))
  const some = rare.every(({ alternatives }) => alternatives.size === 0) ? segments : rare
  return merge(most, (await findHits(em, search, { segments: some, connective: 'any', shares })).hits)
}

/** With so many that may have been meant, nobody looks for those that have only some of the words. */
const PAGE = 10

const without = (segment: SearchSegment): SearchSegment => ({ ...segment, alternatives: new Map() })

function merge(found: SearchHit[], more: SearchHit[]): SearchHit[] {
  const known = new Set(found.map(({ id }) => id))
  return [...found, ...more.filter(({ id }) => !known.has(id))].toSorted(byRank)
}

/** A word that more names bear than this is a common one; by how much does not matter. */
const COMMON = 500
const isCommon = (rarity: number): boolean => rarity < Math.log(2 + COMMON / (COMMON - 1))

/** Where not all words can be had, a rare one says more than one that half the names have. */
async function readRarities(em: EntityManager, segments: SearchSegment[]): Promise<number[]> {
  const queries = segments.map((segment) => matching([segment], { connective: 'all', atLeast: 0 }))
  const { rows } = await sql<{ rarity: number }>`
    select ln(2 + ${COMMON}::float8 / (1 + (
      select count(*) from (select from products where search_vector @@ wanted limit ${COMMON}) as bearing
    ))) as rarity
    from (
      select to_tsquery('simple', query) as wanted, ord from unnest(${queries}::text[]) with ordinality as t (query, ord) offset 0
    ) as read_once order by ord
  `.execute(em.getKysely())
  return rows.map(({ rarity }) => rarity)
}

interface HitOptions {
  segments: SearchSegment[]
  connective: Connective
  /** How much of the score each segment makes up; together 1. */
  shares: number[]
}

interface Found {
  hits: SearchHit[]
  /** Whether some have what was typed, or what sounds like it; not mere guesses. */
  surely: boolean
}

/**
 * Goes from the tier of what was meant surely down to guesses, and stops where there is enough: what a common word
 * begins or sounds like need not be weighed against a thousand that bear it.
 */
async function findHits(em: EntityManager, search: ProductSearch, options: HitOptions): Promise<Found> {
  const found: Found = { hits: [], surely: false }
  let last = ''
  for (const atLeast of tiers) {
    const wanted = matching(options.segments, { connective: options.connective, atLeast })
    if (wanted === last || wanted === '') continue
    last = wanted
    // As a question of its own it is read once: planned for all words alike, it would be read again for each row.
    const met = sql`search_vector @@ (select to_tsquery('simple', ${wanted}))`
    found.hits = await rankHits(em, search, { ...options, met, guessed: options.connective !== 'all' })
    found.surely ||= atLeast > 0 && found.hits.length > 0
    if (found.hits.length >= ENOUGH) break
  }
  return found
}
