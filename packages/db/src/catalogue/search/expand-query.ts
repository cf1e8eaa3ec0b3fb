import type { EntityManager } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { type SynonymBook, loadSynonyms } from './synonym-book.ts'

/** One thing the searcher asks for, with every way in which the catalogue may write it. */
export interface SearchSegment {
  /** Words of an alternative, joined by spaces, and how well it fits: 1 is what was typed. */
  alternatives: Map<string, number>
}

/** More words than anyone means; the rest of a longer text is not looked at. */
const MOST_TOKENS = 8
const LONGEST_PHRASE = 3

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

function toSegment(words: string[], candidates: Candidate[], book: SynonymBook): SearchSegment {
  const typed = words.join(' ')
  const alternatives = new Map<string, number>()
  const add = (term: string, weight: number): void => {
    if (weight > (alternatives.get(term) ?? 0)) alternatives.set(term, weight)
  }
  add(typed, 1)
  const known = words.length > 1 ? [] : candidates
  for (const { word, weight } of [{ word: typed, weight: 1 }, ...known]) {
    add(word, weight)
    // A mere beginning of a word does not stand for what the word means.
    if (weight < 0.7) continue
    const { same, narrower } = book.find(word)
    for (const term of same) add(term, weight * SAME)
    for (const term of narrower) add(term, weight * NARROWER)
  }
  return { alternatives }
}

/**
 * For each word of the query the catalogue's words that are it, sound like it, begin with it or differ
 * by a slip of the finger. A word that the catalogue knows as typed is not taken for another.
 */
async function findCandidates(em: EntityManager, query: string): Promise<TokenCandidates[]> {
  const { rows } = await sql<{ token: string; words: Candidate[] | null }>`
    with tokens as (
      select token, ord, search_skeleton(token) as skeleton, ord = max(ord) over () as last,
        exists (select from search_words where word = token) as known,
        ord = max(ord) over () and length(token) > 2
          and exists (select from search_words where starts_with(word, token) and word <> token) as begun
      from unnest((string_to_array(search_text(${query}), ' '))[1:${MOST_TOKENS}::int]) with ordinality as t (token, ord)
      where token <> '' and token <> all (${stopWords}::text[])
    ),
    weighed as (
      select ord, word, greatest(
        case when word = token then 1 end,
        case when search_words.skeleton = tokens.skeleton and length(token) > 2 then 0.9 end,
        case when last and length(token) > 1 and starts_with(word, token)
          then case when known then 0.4 else 0.8 end + 0.1 * length(token) / length(word) end,
        case when not known and not begun and token !~ '[0-9]' and length(token) > 3
            and levenshtein_less_equal(word, token, 2) <= case when length(token) > 6 then 2 else 1 end
          then 0.88 - 0.08 * levenshtein(word, token) end,
        case when not known and not begun and token !~ '[0-9]' and length(token) > 3 and levenshtein_less_equal(
              search_words.skeleton, tokens.skeleton, 1) <= 1 and left(word, 1) = left(token, 1)
          then 0.72 end,
        case when not known and not begun and token !~ '[0-9]' and similarity(word, token) > 0.5 then 0.7 * similarity(word, token) end
      ) as weight
      from tokens join search_words on word = token or search_words.skeleton = tokens.skeleton
        or (last and length(token) > 1 and starts_with(word, token))
        or (not known and not begun and length(token) > 3)
    )
    select token, (
      select jsonb_agg(jsonb_build_object('word', word, 'weight', weight) order by weight desc, word)
      from (select word, weight from weighed where weighed.ord = tokens.ord and weight is not null
            order by weight desc, word limit 24) as best
    ) as words
    from tokens order by ord
  `.execute(em.getKysely())
  return rows.map(({ token, words }) => ({ token, words: words ?? [] }))
}
