import type { EntityManager } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { prepared } from '../../prepare-hot-statements.ts'
import { type SynonymBook, loadSynonyms } from './synonym-book.ts'

/** One thing the searcher asks for, with every way in which the catalogue may write it. */
export interface SearchSegment {
  /** As `search_text` has it. */
  typed: string
  /** Words of an alternative, joined by spaces, and how well it fits: 1 is what was typed. */
  alternatives: Map<string, number>
}

/** More words than anyone means; the rest of a longer text is not looked at. */
const MOST_TOKENS = 8
const LONGEST_PHRASE = 3
/** Words that one word may mean. */
const MOST_CANDIDATES = 24

/** Words that join other words, in the languages of the trade. */
const stopWords = ['ka', 'ke', 'ki', 'nu', 'no', 'ni', 'na', 'of', 'for', 'the', 'and', 'with', 'wala', 'wali', 'w']

/** A name of the same thing is nearly as good as the word itself, a kind of it less so. */
const SAME = 0.99
const NARROWER = 0.7

/** Takes a query apart and finds, for each part, the words of the catalogue that it may mean. */
export async function expandQuery(em: EntityManager, query: string): Promise<SearchSegment[]> {
  const candidates = await findCandidates(em, query)
  const book = await loadSynonyms(em)
  return segment(
    candidates.map(({ token }) => token),
    book,
  ).map(({ words, from }) => toSegment(words, candidates[from]?.words ?? [], book))
}

interface Candidate {
  word: string
  weight: number
  /** Whether a name has it; some words are known for their meaning alone. */
  borne: boolean
}

interface TokenCandidates {
  token: string
  words: Candidate[]
}

/** Longest phrases that have synonyms first, then single words. */
function segment(tokens: string[], book: SynonymBook): { words: string[]; from: number }[] {
  const segments: { words: string[]; from: number }[] = []
  for (let from = 0; from < tokens.length;) {
    let length = Math.min(LONGEST_PHRASE, tokens.length - from)
    while (length > 1 && !book.has(tokens.slice(from, from + length).join(' '))) length--
    segments.push({ words: tokens.slice(from, from + length), from })
    from += length
  }
  return segments
}

/** Only what some name bears is worth looking for; a number may stand in any. */
function toSegment(words: string[], candidates: Candidate[], book: SynonymBook): SearchSegment {
  const typed = words.join(' ')
  const alternatives = new Map<string, number>()
  const add = (term: string, weight: number): void => {
    if (weight > (alternatives.get(term) ?? 0)) alternatives.set(term, weight)
  }
  if (words.length > 1 ? book.isBorne(typed) : /\d/.test(typed)) add(typed, 1)
  const known = words.length > 1 ? [] : candidates
  for (const { word, weight, borne } of [{ word: typed, weight: 1, borne: false }, ...known]) {
    if (borne) add(word, weight)
    // A mere beginning of a word does not stand for what the word means.
    if (weight < 0.7) continue
    const { same, narrower } = book.find(word)
    for (const term of same) add(term, weight * SAME)
    for (const term of narrower) add(term, weight * NARROWER)
  }
  return { typed, alternatives }
}

/**
 * For each word of the query the catalogue's words that are it, sound like it, begin with it or differ
 * by a slip of the finger. A word that the catalogue knows as typed is not taken for another.
 */
async function findCandidates(em: EntityManager, query: string): Promise<TokenCandidates[]> {
  const { rows } = await sql<{ token: string; words: Candidate[] | null }>`${prepared}
    with known_tokens as materialized (
      select token, ord, search_skeleton(token) as skeleton, ord = max(ord) over () as last,
        exists (select from search_words where word = token) as known,
        ord = max(ord) over () and length(token) > 2
          and exists (select from search_words where starts_with(word, token) and word <> token) as begun
      from unnest((string_to_array(search_text(${query}), ' '))[1:${MOST_TOKENS}::int]) with ordinality as t (token, ord)
      where token <> '' and token <> all (${stopWords}::text[])
    ),
    tokens as materialized (
      select *, not known and not begun and length(token) > 3 and token !~ '[0-9]' as misspelt from known_tokens
    ),
    found as (${meanings}),
    weighed as (
      select ord, word, weight, in_names as borne
      from (select ord, word, max(weight) as weight from found group by ord, word) as best join search_words using (word)
    )
    select token, (
      select jsonb_agg(jsonb_build_object('word', word, 'weight', weight, 'borne', borne) order by weight desc, word)
      from (select word, weight, borne from weighed where weighed.ord = known_tokens.ord
            order by weight desc, word limit ${MOST_CANDIDATES}) as best
    ) as words
    from known_tokens order by ord
  `.execute(em.getKysely())
  return rows.map(({ token, words }) => ({ token, words: words ?? [] }))
}

/** Each way of being meant has an index or a filter of its own: one join over all would weigh every word there is. */
const meanings = sql`
      select ord, word, 1::float8 as weight from tokens join search_words on word = token
      union all
      select ord, word, 0.9 from tokens join search_words using (skeleton) where length(token) > 2
      union all
      select ord, word, case when known then 0.4 else 0.8 end + 0.1 * length(token) / length(word)
      from tokens join search_words on starts_with(word, token) where last and length(token) > 1
      union all
      select ord, word, slip.weight
      from tokens join search_words on abs(length(word) - length(token)) <= 2, lateral (
        select 0.88 - 0.08 * levenshtein_less_equal(word, token, 2) as weight
        where levenshtein_less_equal(word, token, 2) <= case when length(token) > 6 then 2 else 1 end
      ) as slip
      where misspelt
      union all
      select ord, word, 0.72 from tokens join search_words
        on abs(length(search_words.skeleton) - length(tokens.skeleton)) <= 1 and left(word, 1) = left(token, 1)
          and levenshtein_less_equal(search_words.skeleton, tokens.skeleton, 1) <= 1
      where misspelt
      union all
      select ord, word, 0.7 * similarity(word, token) from tokens join search_words on word % token
      where misspelt and similarity(word, token) > 0.5
`
