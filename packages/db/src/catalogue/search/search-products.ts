import type { EntityManager } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { type SearchSegment, expandQuery } from './expand-query.ts'

/** Shelves of goods that others are made of: who names one means it, not what is made of it. */
const staples = ['bulk', 'grain-market', 'organic']

/** Nobody reads further; the words of a query that means more than this mean too little. */
const MOST_HITS = 1_000

export interface SearchHit {
  id: string
  /** Decimal text with four places; higher is better. */
  score: string
}

/**
 * The products on sale that a query means, best first, a thousand at most: those that have all its
 * words or names of the same things; where there is none, those that have most of them.
 */
export async function searchProducts(em: EntityManager, query: string): Promise<SearchHit[]> {
  const segments = await expandQuery(em, query)
  if (segments.length === 0) return []
  const evenly = segments.map(() => 1 / segments.length)
  const all = await findHits(em, segments, { query, connective: ' & ', shares: evenly })
  if (all.length > 0 || segments.length === 1) return all
  return findHits(em, segments, { query, connective: ' | ', shares: await shareByRarity(em, segments) })
}

/** Where not all words can be had, a rare one says more than one that half the names have. */
async function shareByRarity(em: EntityManager, segments: SearchSegment[]): Promise<number[]> {
  const { rows } = await sql<{ rarity: number }>`
    select ln(2 + (select count(*) from products) / (1 + (
      select count(*) from products where search_vector @@ to_tsquery('simple', query)))) as rarity
    from unnest(${segments.map(toSegmentQuery)}::text[]) with ordinality as t (query, ord) order by ord
  `.execute(em.getKysely())
  const total = rows.reduce((sum, { rarity }) => sum + rarity, 0)
  return rows.map(({ rarity }) => rarity / total)
}

interface HitOptions {
  query: string
  connective: ' & ' | ' | '
  /** How much of the score each segment makes up; together 1. */
  shares: number[]
}

async function findHits(
  em: EntityManager,
  segments: SearchSegment[],
  { query, connective, shares }: HitOptions,
): Promise<SearchHit[]> {
  const terms = toTerms(segments, shares)
  const { rows } = await sql<SearchHit>`
    with terms (segment, weight, query) as (
      select segment, weight, to_tsquery('simple', query)
      from unnest(${terms.map((term) => term.index)}::int[], ${terms.map((term) => term.weight)}::float8[],
        ${terms.map((term) => term.text)}::text[]) as t (segment, weight, query)
      -- A name that no product bears need not be looked for in thousands of them.
      where not exists (
        select from regexp_split_to_table(query, '[^a-z0-9]+') as wanted
        where wanted ~ '^[a-z]+$' and not exists (select from search_words where search_words.word = wanted and in_names))
    ),
    hits as (
      select id, search_vector, search_breadth, stock_quantity, item_code, category_id
      from products where active and search_vector @@ to_tsquery('simple', ${segments.map(toSegmentQuery).join(connective)})
    ),
    scored as (
      select id, round((
        (select sum(best) from (
          select max(weight) as best from terms where search_vector @@ terms.query group by segment
        ) as found)
        + case when lower(item_code) = lower(${query.trim()}) then 1 else 0 end
        -- Saffron rather than saffron biscuits: the fewer other words the better.
        + 0.15 * least(1, ${segments.length}::float8 / greatest(1, search_breadth))
        + case when category_id in (select id from categories where slug = any (${staples}::text[])) then 0.02 else 0 end
        - case when stock_quantity = 0 then 0.01 else 0 end
      )::numeric, 4) as score
      from hits
    )
    select id, score::text from scored
    order by score desc, id desc limit ${MOST_HITS}
  `.execute(em.getKysely())
  return rows
}

const toSegmentQuery = ({ alternatives }: SearchSegment): string =>
  `(${[...alternatives.keys()].map(toTsquery).join(' | ')})`

const toTerms = (segments: SearchSegment[], shares: number[]) =>
  segments.flatMap(({ alternatives }, index) =>
    [...alternatives].map(([term, weight]) => ({
      index,
      weight: weight * (shares[index] ?? 0),
      text: toTsquery(term),
    })),
  )

/** Terms hold nothing but letters, digits and single spaces. */
const toTsquery = (term: string): string => (term.includes(' ') ? `(${term.replaceAll(' ', ' <-> ')})` : term)
