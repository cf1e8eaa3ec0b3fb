import type { EntityManager } from '@mikro-orm/postgresql'
import { type RawBuilder, sql } from 'kysely'
import { prepared } from '../../prepare-hot-statements.ts'
import { type SearchSegment, expandQuery } from './expand-query.ts'
import { type Connective, type Term, matching, toTerms } from './search-terms.ts'

/** Shelves of goods that others are made of: who names one means it, not what is made of it. */
const staples = ['bulk', 'grain-market', 'organic']

/** Nobody reads further; the words of a query that means more than this mean too little. */
const MOST_HITS = 300
/** With so many that were surely meant, nobody looks for those that may have been. */
const ENOUGH = 100

/** Of what has only some of the words no more are looked at: each of many words is borne by thousands. */
const MOST_GUESSES = 1_500

/** What was typed and other names of it first; what sounds alike next; guesses only where those are few. */
const tiers = [0.93, 0.8, 0]

export interface SearchHit {
  id: string
  /** Decimal text with four places; higher is better. */
  score: string
}

export interface ProductSearch {
  query: string
  /** What a product must be beside, as a condition on `products`. */
  filter?: RawBuilder<unknown>
}

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

const byRank = (a: SearchHit, b: SearchHit): number => Number(b.score) - Number(a.score) || (a.id < b.id ? 1 : -1)

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

interface Ranked extends Omit<HitOptions, 'connective'> {
  /** What a product must be. */
  met: RawBuilder<unknown>
  /** Whether it has only some of the words. */
  guessed?: boolean
}

async function rankHits(
  em: EntityManager,
  { query, filter }: ProductSearch,
  { segments, shares, met, guessed = false }: Ranked,
): Promise<SearchHit[]> {
  const { words, phrases, shelves } = toTerms(segments, shares)
  const { rows } = await sql<SearchHit>`${filter ? sql`` : prepared}
    with hits as materialized (
      select id, search_vector, search_breadth, stock_quantity, item_code, category_id
      from (select * from products where ${met} and ${filter ?? sql`active`} ${guessed ? sql`limit ${MOST_GUESSES}` : sql``}) as products
      -- For equal words the fewer others win, so that these are the best of more.
      order by search_breadth, stock_quantity is not distinct from 0, id desc limit ${MOST_HITS}
    ),
    found as (${metWords(words)} union all ${metPhrases(phrases)} union all ${metShelves(shelves)}),
    matched as (
      select id, sum(best) as score from (select id, max(weight) as best from found group by id, segment) as best_of group by id
    )
    select hits.id, round((
      coalesce(matched.score, 0)
      + case when lower(item_code) = lower(${query.trim()}) then 1 else 0 end
      -- Saffron rather than saffron biscuits: the fewer other words the better.
      + 0.15 * least(1, ${segments.length}::float8 / greatest(1, search_breadth))
      + case when category_id in (select id from categories where slug = any (${staples}::text[])) then 0.02 else 0 end
      - case when stock_quantity = 0 then 0.01 else 0 end
    )::numeric, 4)::text as score
    from hits left join matched using (id)
  `.execute(em.getKysely())
  return rows.toSorted(byRank)
}

/** For each hit and segment the best weight among its single words. */
const metWords = (words: readonly Term[]): RawBuilder<unknown> => sql`
  select hits.id, segment, max(weight) as weight
  from hits, unnest(tsvector_to_array(search_vector)) as has (term) join ${rowsOf(words)} using (term)
  group by hits.id, segment
`

/** The same for phrases; each is read once, not once for each hit. */
const metPhrases = (phrases: readonly Term[]): RawBuilder<unknown> => sql`
  select hits.id, segment, max(weight)
  from (select to_tsquery('simple', term) as phrase, segment, weight from ${rowsOf(phrases)} offset 0) as phrases
    join hits on search_vector @@ phrase
  group by hits.id, segment
`

/** What stands on a shelf that was named need not say so. */
const metShelves = (shelves: readonly Term[]): RawBuilder<unknown> => sql`
  select hits.id, segment, weight
  from hits join categories on categories.id = category_id join ${rowsOf(shelves)} on slug = term
`

const rowsOf = (terms: readonly Term[]): RawBuilder<unknown> => sql`
  unnest(${terms.map(({ text }) => text)}::text[], ${terms.map(({ segment }) => segment)}::int[],
    ${terms.map(({ weight }) => weight)}::float8[]) as terms (term, segment, weight)
`
