import type { EntityManager } from '@mikro-orm/postgresql'
import { type RawBuilder, sql } from 'kysely'
import { prepared } from '../../prepare-hot-statements.ts'
import { searchBreadths } from '../product.entity.ts'
import type { SearchSegment } from './expand-query.ts'
import { type Ladder, toLadders } from './search-terms.ts'
import { anyTerm } from './tsquery.ts'

/** Shelves of goods that others are made of: who names one means it, not what is made of it. */
const staples = ['bulk', 'grain-market', 'organic']

/** What is made for a thing, and named after it: who wants a gasket for the cooker says so. */
const parts = ['cooker ring', 'gasket', 'rubber', 'seal', 'valve', 'whistle']

/** Few read further: those who do get the next so many. */
export const BATCH = 150

export interface SearchHit {
  id: string
  /** In ten thousandths; higher is better. */
  score: number
}

export interface ProductSearch {
  query: string
  /** What a product must be beside, as a condition on `products`. */
  filter?: RawBuilder<unknown>
  /** How many are weighed against each other; a batch unless told otherwise. */
  most?: number
  /** Where the batch begins, for all but the first. */
  start?: BatchStart | null
}

/** A place among the products that a search reads: those after `id` of a breadth, and all broader ones. */
export interface BatchStart {
  /** Index in `searchBreadths`. */
  breadth: number
  id: string
}

export interface Batch {
  /** Best first. */
  hits: SearchHit[]
  /** Where the next batch begins; null where there is none. */
  next: BatchStart | null
}

/** Higher scores first, and of equal ones the later product. */
export const byRank = (a: SearchHit, b: SearchHit): number =>
  b.score - a.score || Number(b.id > a.id) - Number(b.id < a.id)

interface Ranked {
  segments: SearchSegment[]
  /** How much of the score each segment makes up; together 1. */
  shares: number[]
  /** The tsquery of what a name must have; '' = no name has it. */
  wanted: string
  /** Whether to stand on a shelf that the segments name is as good. */
  orOnShelf?: boolean
  /** How well what it has of each segment fits, at least. */
  atLeast?: number
}

/** The products that are what they must be, of the next so many narrow ones the best first. */
export async function rankHits(
  em: EntityManager,
  { query, filter, most = BATCH, start = null }: ProductSearch,
  { segments, shares, wanted, orOnShelf = false, atLeast = 0 }: Ranked,
): Promise<Batch> {
  const ladders = toLadders(segments, { shares, atLeast })
  const named = sql`search_vector @@ (select wanted from asked)`
  const met = orOnShelf ? sql`(${named} or category_id = any (${ladders.map(({ shelf }) => shelf)}::uuid[]))` : named
  // The first batch is what nearly everyone asks for.
  const hot = !filter && start === null && most === BATCH
  const { rows } = await sql<SearchHit & { breadth: number }>`${hot ? prepared : sql``}
    with asked as materialized (select nullif(${wanted}, '')::tsquery as wanted)
    select id, breadth, round(10000 * (
      ${climb(ladders)}
      + case when lower(item_code) = lower(${query.trim()}) then 1 else 0 end
      -- Saffron rather than saffron biscuits: the fewer other words the better.
      + 0.15::float8 * least(1, ${segments.length}::float8 / greatest(1, search_breadth))
      + case when category_id in (select id from categories where slug = any (${staples}::text[])) then 0.02 else 0 end
      - case when search_vector @@ ${anyPartBut(segments)}::tsquery then 0.1 else 0 end
    ))::int as score
    from (${narrowestFirst(sql`${met} and ${filter ?? sql`active`}`, start, most)}) as hits, ${stand(ladders)}
    order by score desc, id desc
  `.execute(em.getKysely())
  const last = rows.reduce<BatchStart | null>((end, row) => (end && !isBehind(row, end) ? end : row), null)
  return {
    hits: rows.map(({ id, score }) => ({ id, score })),
    next: last && rows.length === most ? { breadth: last.breadth, id: last.id } : null,
  }
}

/** The tsquery of the parts that were not asked for. */
function anyPartBut(segments: readonly SearchSegment[]): string | null {
  const terms = segments.flatMap(({ alternatives }) => [...alternatives.keys()])
  const others = parts.filter((part) => !terms.some((term) => term.includes(part)))
  return others.length > 0 ? anyTerm(others) : null
}

const isBehind = (one: BatchStart, other: BatchStart): boolean =>
  one.breadth > other.breadth || (one.breadth === other.breadth && one.id > other.id)

/**
 * For equal words the fewer others win: the first are the best, and the rest is not read. By id among equally narrow
 * ones, for a row moves within its table with each change: who pages on would meet it twice, and miss another.
 */
function narrowestFirst(condition: RawBuilder<unknown>, start: BatchStart | null, most: number): RawBuilder<unknown> {
  // A literal: for any number PostgreSQL plans otherwise.
  const limit = sql.lit(most)
  const classes = searchBreadths.flatMap(([, words], breadth) => {
    if (start && breadth < start.breadth) return []
    const rest = start?.breadth === breadth ? sql` and id > ${start.id}::uuid` : sql``
    return sql`(
      select id, search_vector, search_breadth, item_code, category_id, ${sql.lit(breadth)} as breadth from products
      where ${condition} and search_breadth ${sql.raw(words)}${rest} order by id limit ${limit})`
  })
  return sql`select * from (${sql.join(classes, sql` union all `)}) as classes limit ${limit}`
}

/** Few sizes, so that few statements are prepared. */
const sizeFor = (count: number): number => 2 ** Math.ceil(Math.log2(Math.max(1, count)))
const heightOf = (ladders: readonly Ladder[]): number => sizeFor(Math.max(...ladders.map(({ rungs }) => rungs.length)))

/** One row with all ladders, each as high as the highest. */
function stand(ladders: readonly Ladder[]): RawBuilder<unknown> {
  const height = heightOf(ladders)
  const rungs = ladders.flatMap((ladder) =>
    Array.from({ length: height }, (_, index) => ladder.rungs[index] ?? { wanted: null, gain: 0 }),
  )
  return sql`(select ${rungs.map(({ wanted }) => wanted)}::tsquery[] as rungs, ${rungs.map(({ gain }) => gain)}::float8[] as gains,
    ${ladders.map(({ shelf }) => shelf)}::uuid[] as shelves, ${ladders.map(({ whole }) => whole)}::float8[] as wholes) as ladders`
}

/** What a product gains on each; written out, for looking a row's rungs up in a table takes longer than trying them. */
function climb(ladders: readonly Ladder[]): RawBuilder<unknown> {
  const height = heightOf(ladders)
  const gains = Array.from({ length: sizeFor(ladders.length) }, (_, ladder) => {
    const rungs = Array.from({ length: height }, (__, rung) => sql.lit(ladder * height + rung + 1))
    const tried = rungs.map((at) => sql`when search_vector @@ rungs[${at}] then gains[${at}]`)
    const at = sql.lit(ladder + 1)
    return sql`case when category_id = shelves[${at}] then wholes[${at}] ${sql.join(tried, sql` `)} else 0 end`
  })
  return sql.join(gains, sql` + `)
}
