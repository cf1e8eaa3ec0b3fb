import type { EntityManager } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { prepared } from '../../prepare-hot-statements.ts'

/** A word or a phrase that was perhaps meant. */
export interface Reading {
  term: string
  /** 1 is what was typed. */
  weight: number
  /** Whether a name has it; some are known for their meaning alone. */
  borne: boolean
}

/** A word of a query, and what it may mean. */
export interface QueryToken {
  token: string
  /** How it sounds. */
  skeleton: string
  readings: Reading[]
  /** The word of the catalogue that it makes with the next, as `parippu vada` makes `parippuvada`. */
  joined: string | null
  /** The category that it is, as `organic` and `frozen` are. */
  shelf: string | null
}

/** More words than anyone means; the rest of a longer text is not looked at. */
const MOST_TOKENS = 8
/** Letters of a word that anyone means. */
const LONGEST = 60
/** Words that one word may mean. */
const MOST_CANDIDATES = 24
/** Words that join other words, in the languages of the trade. */
export const stopWords = [
  'ka',
  'ke',
  'ki',
  'nu',
  'no',
  'ni',
  'na',
  'of',
  'for',
  'the',
  'and',
  'with',
  'wala',
  'wali',
  'w',
]

/**
 * For each word of the query the catalogue's words that are it, sound like it, begin with it, differ by a slip of
 * the finger, or are written apart. A word that the catalogue knows as typed is not taken for another.
 */
export async function findCandidates(em: EntityManager, query: string): Promise<QueryToken[]> {
  const { rows } = await sql<QueryToken>`${prepared}
    with typed as (
      select token, ord, ord = max(ord) over () as last, count(*) over () as tokens, lead(token) over (order by ord) as next
      -- The first sub-select and the literals: else each query is planned anew, which takes longer than to answer it,
      -- because PostgreSQL deems a plan for the words at hand cheaper than one for any.
      from (select search_text(${query}) as text offset 0) as asked,
        unnest((string_to_array(text, ' '))[1:${sql.lit(MOST_TOKENS)}]) with ordinality as t (token, ord)
      where length(token) between 1 and ${sql.lit(LONGEST)} 
        -- Alone it joins nothing: someone has begun to type.
        and (token = text or token not in (${sql.join(stopWords.map((word) => sql.lit(word)))}))
    ),
    known_tokens as materialized (
      select token, ord, last, next, search_skeleton(token) as skeleton,
        ${isKnown} as known,
        last and length(token) > 2
          and exists (select from search_words where ${begins} and word <> token) as begun
      -- Who has typed one letter of the next word means nothing by it yet.
      from typed where not (last and tokens > 1 and token ~ '^[a-z]$')
    ),
    tokens as materialized (
      select *, not known and not begun and length(token) > 3 and token !~ '[0-9]' as misspelt,
        case when length(token) > 6 then 2 else 1 end as slips
      from known_tokens
    ),
    found as (${meanings}),
    weighed as (
      select ord, word, max(weight) as weight, bool_or(names > 0) as borne from found group by ord, word
    )
    select token, skeleton, coalesce((
      select jsonb_agg(jsonb_build_object('term', word, 'weight', weight, 'borne', borne) order by weight desc, word)
      from (select word, weight, borne from weighed where weighed.ord = known_tokens.ord
            order by weight desc, word limit ${sql.lit(MOST_CANDIDATES)}) as best
    ), '[]') || (${writtenApart}) as readings,
    (${writtenTogether}) as joined,
    (select id from categories where slug = token and active) as shelf
    from known_tokens order by ord
  `.execute(em.getKysely())
  return rows
}

/** A name has it, or it is another name; one that only stands in a phrase may be the misspelt part of that. */
const isKnown = sql`exists (
  select from search_words where word = token
    and (names > 0 or exists (select from search_synonyms where token = any (terms))))`

/** Words have nothing but letters, and those come before a brace. */
const begins = sql`word collate "C" >= token and word collate "C" < token || '{'`

/** Each way of being meant has an index or a filter of its own: one join over all would weigh every word there is. */
const meanings = sql`
      select ord, word, 1::float8 as weight, names from tokens join search_words on word = token
      union all
      select ord, word, 0.9, names from tokens join search_words using (skeleton) where length(token) > 2
      union all
      select ord, word, case when known then 0.4 when not last then 0.7
        -- Who begins to type means what there is rather than another name of it.
        when names > 0 then 0.85 else 0.75 end + 0.1 * length(token) / length(word), names
      from tokens join search_words on ${begins}
      where last and length(token) > 1 or not known and length(token) > 2
      union all
      select ord, word,
        case when length(token) > 4 then 0.88 else 0.76 end - 0.08 * levenshtein_less_equal(word, token, slips), names
      from tokens join search_words on octet_length(word) between octet_length(token) - slips and octet_length(token) + slips
        and levenshtein_less_equal(word, token, slips) <= slips
      where misspelt
      union all
      select ord, word, case when length(token) > 4 then 0.72 else 0.68 end, names from tokens join search_words
        on word collate "C" >= left(token, 1) and word collate "C" < left(token, 1) || '{'
          and levenshtein_less_equal(search_words.skeleton, tokens.skeleton, 1) <= 1
      where misspelt
      union all
      select ord, word, 0.7 * similarity(word, token), names from tokens join search_words on word % token
      where misspelt and similarity(word, token) > 0.5
`

/** `multigrain` is `multi grain`, and `phoolmakhana` is `phool makhana`. */
const writtenApart = sql`
  select coalesce(jsonb_agg(jsonb_build_object('term', one || ' ' || other, 'weight', 0.97, 'borne', one_borne and other_borne)), '[]')
  from generate_series(3, length(token) - 3) as at, left(token, at) as one, substr(token, at + 1) as other,
    -- Two looks into the index for each way of parting; as a join all words would be read.
    lateral (select (select names > 0 from search_words where word = one) as one_borne,
      (select names > 0 from search_words where word = other) as other_borne) as known
  where length(token) between 6 and 30 and token ~ '^[a-z]+$' and one_borne is not null and other_borne is not null
`

const writtenTogether = sql`
  select word from search_words
  where names > 0 and (word = token || next or length(token || next) > 6 and skeleton = search_skeleton(token || next))
  order by word <> token || next, word limit 1
`
