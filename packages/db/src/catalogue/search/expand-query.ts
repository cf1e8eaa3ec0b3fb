import type { EntityManager } from '@mikro-orm/postgresql'
import { type QueryToken, type Reading, findCandidates } from './find-candidates.ts'
import { anyTerm } from './tsquery.ts'
import { romanise } from './romanise.ts'
import { loadSynonyms } from './load-synonyms.ts'
import type { SynonymBook } from './synonym-book.ts'

/** One thing the searcher asks for, with every way in which the catalogue may write it. */
export interface SearchSegment {
  /** As `search_text` has it. */
  typed: string
  /** Words of an alternative, joined by spaces, or a tsquery; and how well it fits: 1 is what was typed. */
  alternatives: Map<string, number>
  /** The category whose slug it is: what stands on that shelf has it without saying so. */
  shelf: string | null
}

const LONGEST_PHRASE = 3

/** A name of the same thing is nearly as good as the word itself, a kind of it less so. */
const SAME = 0.985
const NARROWER = 0.7
const SOUNDS_ALIKE = 0.9
const TOGETHER = 0.97
const WORDS_APART = 0.96
/** Of a phrase that is known as a whole. */
const MISTYPED = 0.85

/** What may have been meant rather than guessed; only so much is worth other names. */
const MEANT = 0.7
const SURELY = 0.8

/** Takes a query apart and finds, for each part, the words of the catalogue that it may mean. */
export async function expandQuery(em: EntityManager, query: string): Promise<SearchSegment[]> {
  const tokens = await findCandidates(em, romanise(query))
  const book = await loadSynonyms(em)
  const segments: SearchSegment[] = []
  for (let from = 0; from < tokens.length;) {
    const part = readPhrase(tokens.slice(from, from + LONGEST_PHRASE), book)
    const words = tokens.slice(from, from + part.length)
    segments.push({
      typed: words.map(({ token }) => token).join(' '),
      alternatives: part.alternatives,
      shelf: (words.length === 1 && words[0]?.shelf) || null,
    })
    from += part.length
  }
  return segments
}

interface Part {
  /** How many words it takes. */
  length: number
  alternatives: Map<string, number>
}

/** What the first words mean together: the longest phrase that has synonyms, a word written apart, or the first alone. */
function readPhrase(tokens: QueryToken[], book: SynonymBook): Part {
  for (let { length } = tokens; length > 1; length--) {
    const words = tokens.slice(0, length)
    const readings = readTogether(words, book)
    if (readings.length > 0) return { length, alternatives: withApart(toAlternatives(readings, book), words, book) }
  }
  const [first] = tokens
  return { length: 1, alternatives: first ? readAlone(first, book) : new Map() }
}

/** A number may stand in any name. */
const readAlone = ({ token, readings }: QueryToken, book: SynonymBook): Map<string, number> =>
  toAlternatives([{ term: token, weight: 1, borne: /\d/.test(token) }, ...readings], book)

function readTogether(tokens: QueryToken[], book: SynonymBook): Reading[] {
  const typed = tokens.map(({ token }) => token).join(' ')
  const readAs = (term: string, weight: number): Reading => ({ term, weight, borne: book.isBorne(term) })
  if (book.has(typed)) return [readAs(typed, 1)]
  const sound = tokens.map(({ skeleton }) => skeleton).join(' ')
  const alike = book.soundingLike(sound).map((term) => readAs(term, SOUNDS_ALIKE))
  if (alike.length > 0) return alike
  const likely = tokens.map(({ token, readings: [best] }) => best ?? { term: token, weight: 1 })
  const meant = likely.map(({ term }) => term).join(' ')
  if (book.has(meant)) return [readAs(meant, MISTYPED)]
  const joined = tokens.length === 2 ? tokens[0]?.joined : undefined
  return joined ? [{ term: joined, weight: TOGETHER, borne: true }] : []
}

/** A phrase is also met by its words, or other names of each, wherever they stand. */
function withApart(alternatives: Map<string, number>, tokens: QueryToken[], book: SynonymBook): Map<string, number> {
  const words = tokens.map((token) => [...readAlone(token, book)].filter(([, weight]) => weight >= SURELY))
  if (words.some((terms) => terms.length === 0)) return alternatives
  const everywhere = words.map((terms) => anyTerm(terms.map(([term]) => term))).join(' & ')
  return alternatives.set(everywhere, WORDS_APART)
}

/** Only what some name bears is worth looking for. */
function toAlternatives(readings: readonly Reading[], book: SynonymBook): Map<string, number> {
  const alternatives = new Map<string, number>()
  const add = (term: string, weight: number): void => {
    if (weight > (alternatives.get(term) ?? 0)) alternatives.set(term, weight)
  }
  for (const { term, weight, borne } of readings) {
    if (borne) add(term, weight)
    // A mere beginning of a word, or a wild guess, does not stand for what the word means.
    if (weight < MEANT) continue
    const { same, narrower } = book.find(term)
    for (const other of same) add(other, weight * SAME)
    for (const kind of narrower) add(kind, weight * NARROWER)
  }
  return alternatives
}
