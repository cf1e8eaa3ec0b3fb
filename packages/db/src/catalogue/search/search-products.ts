import type { EntityManager } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { prepared } from '../../prepare-hot-statements.ts'
import { type SearchSegment, expandQuery } from './expand-query.ts'
import { type Batch, type ProductSearch, type SearchHit, byRank, rankHits } from './rank-hits.ts'
import { type Connective, matching } from './search-terms.ts'

/** With so many that were surely meant, nobody looks for those that may have been. */
const ENOUGH = 100

/** What was typed, and other names of it. */
const SURELY = 0.93
/** Those first; what sounds alike next; guesses only where those are few. */
const tiers = [SURELY, 0.8, 0]

export interface SearchResult extends Batch {
  segments: readonly SearchSegment[]
}

/**
 * The products that a query means, best first: those that have all its words or names of the same things; where there
 * is none for sure, those that have most of them; else those that have any. There is a next batch only of those that
 * have all.
 */
export async function searchProducts(em: EntityManager, search: ProductSearch): Promise<SearchResult> {
  const segments = await expandQuery(em, search.query)
  if (segments.length === 0) return { hits: [], next: null, segments }
  const shares = segments.map(() => 1 / segments.length)
  if (segments.every(({ shelf }) => shelf)) {
    const wanted = matching(segments, { connective: 'all', atLeast: SURELY })
    return { ...(await rankHits(em, search, { segments, shares, wanted, orOnShelf: true })), segments }
  }
  const all = await findHits(em, search, { segments, connective: 'all', shares })
  if (all.surely || search.start || segments.length === 1) return { hits: all.hits, next: all.next, segments }
  return { hits: await findPartly(em, search, { segments, found: all.hits }), next: null, segments }
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

/** Where not all words can be had, a rare one says more than one that half the names have. Phrases are rare. */
async function readRarities(em: EntityManager, segments: SearchSegment[]): Promise<number[]> {
  const words = segments.map(({ alternatives }) => [...alternatives.keys()].filter((term) => !term.includes(' ')))
  const { rows } = await sql<{ word: string; names: number }>`${prepared}
    select word, names from search_words where word = any (${words.flat()}::text[])
  `.execute(em.getKysely())
  const known = new Map(rows.map(({ word, names }) => [word, names]))
  return words.map((alternatives) => {
    const names = alternatives.reduce((sum, word) => sum + (isSize(word) ? COMMON : (known.get(word) ?? 0)), 0)
    return Math.log(2 + COMMON / (1 + Math.min(names, COMMON)))
  })
}

/** `20lb` is half the catalogue, `20` may be a code. */
const isSize = (word: string): boolean => /^\d+[a-z]/.test(word)

interface HitOptions {
  segments: SearchSegment[]
  connective: Connective
  /** How much of the score each segment makes up; together 1. */
  shares: number[]
}

interface Found extends Batch {
  /** Whether some have what was typed, or what sounds like it; not mere guesses. */
  surely: boolean
}

/**
 * Goes from the tier of what was meant surely down to guesses, and stops where there is enough: what a common word
 * begins or sounds like need not be weighed against a thousand that bear it.
 */
async function findHits(em: EntityManager, search: ProductSearch, options: HitOptions): Promise<Found> {
  let first: Batch = { hits: [], next: null }
  let surely = false
  let ranked: (HitOptions & { wanted: string; atLeast: number }) | undefined
  for (const atLeast of tiers) {
    const wanted = matching(options.segments, { connective: options.connective, atLeast })
    if (wanted === ranked?.wanted || wanted === '') continue
    // What has only some of the words may have any of the others.
    ranked = { ...options, wanted, atLeast: options.connective === 'all' ? atLeast : 0 }
    first = await rankHits(em, { ...search, start: null }, ranked)
    surely ||= atLeast > 0 && first.hits.length > 0
    if (first.hits.length >= ENOUGH || (await isEnoughInAll(em, search, ranked))) break
  }
  const batch = search.start && ranked ? await rankHits(em, search, ranked) : first
  return { ...batch, surely }
}

/** A filter narrows what is found without it: the counts of facets hold what it then shows, and no guesses beside. */
async function isEnoughInAll(
  em: EntityManager,
  { query, filter }: ProductSearch,
  ranked: HitOptions & { wanted: string; atLeast: number },
): Promise<boolean> {
  return filter !== undefined && (await rankHits(em, { query }, ranked)).hits.length >= ENOUGH
}
