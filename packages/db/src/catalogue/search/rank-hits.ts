import type { EntityManager } from '@mikro-orm/postgresql'
import { type RawBuilder, sql } from 'kysely'
import { prepared } from '../../prepare-hot-statements.ts'
import type { SearchSegment } from './expand-query.ts'
import { type Term, toTerms } from './search-terms.ts'

/** Shelves of goods that others are made of: who names one means it, not what is made of it. */
const staples = ['bulk', 'grain-market', 'organic']

/** Nobody reads further; the words of a query that means more than this mean too little. */
const MOST_HITS = 300

/** Of what has only some of the words no more are looked at: each of many words is borne by thousands. */
const MOST_GUESSES = 1_500

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

/** Higher scores first, and of equal ones the later product. */
export const byRank = (a: SearchHit, b: SearchHit): number =>
  Number(b.score) - Number(a.score) || (a.id < b.id ? 1 : -1)

interface Ranked {
  segments: SearchSegment[]
  /** How much of the score each segment makes up; together 1. */
  shares: number[]
  /** What a product must be. */
  met: RawBuilder<unknown>
  /** Whether it has only some of the words. */
  guessed?: boolean
}

/** The products that are what they must be, best first, three hundred at most. */
export async function rankHits(
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
