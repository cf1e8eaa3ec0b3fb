import type { SearchSegment } from './expand-query.ts'
import { anyTerm, toTsquery } from './tsquery.ts'

/** Whether a product must have something of every segment, of all but one at least, or of any. */
export type Connective = 'all' | 'most' | 'any'

/** The tsquery of what has an alternative, at least so fitting, of the segments; '' where a segment has none. */
export function matching(
  segments: readonly SearchSegment[],
  { connective, atLeast }: { connective: Connective; atLeast: number },
): string {
  const named = segments.filter(({ shelf }) => !shelf)
  const queries = (named.length > 0 ? named : segments).map((segment) => anyOf(segment, atLeast))
  if (connective === 'all') return queries.includes('') ? '' : queries.join(' & ')
  const known = queries.filter((query) => query !== '')
  if (known.length <= 2 || connective === 'any') return known.join(' | ')
  return known.map((_, without) => `(${known.filter((__, index) => index !== without).join(' & ')})`).join(' | ')
}

function anyOf({ alternatives }: SearchSegment, atLeast: number): string {
  const terms = [...alternatives].filter(([, weight]) => weight >= atLeast).map(([term]) => term)
  return terms.length > 0 ? anyTerm(terms) : ''
}

export interface Term {
  text: string
  segment: number
  /** What it adds to the score of a name that has it. */
  weight: number
}

/** Of a phrase with other names, what its own words add together: `whole wheat atta` beside `atta` for whole wheat flour. */
const OWN_WORDS = 0.1
/** Numbers above those of all segments, for the words of phrases. */
const WORDS_OF_PHRASES = 100

/** Every alternative with its part of the score: single words as they are, phrases as a tsquery, shelves as slugs. */
export function toTerms(
  segments: readonly SearchSegment[],
  shares: number[],
): { words: Term[]; phrases: Term[]; shelves: Term[] } {
  const share = (segment: number): number => shares[segment] ?? 0
  const terms = segments.flatMap(({ alternatives }, segment) =>
    [...alternatives].map(([text, weight]) => ({ text, segment, weight: weight * share(segment) })),
  )
  const isPhrase = ({ text }: Term): boolean => text.includes(' ')
  return {
    words: [
      ...terms.filter((term) => !isPhrase(term)),
      ...segments.flatMap((it, index) => ownWords(it, index, share(index))),
    ],
    phrases: terms.filter(isPhrase).map((term) => ({ ...term, text: toTsquery(term.text) })),
    shelves: segments.flatMap(({ shelf, typed }, segment) =>
      shelf ? [{ text: typed, segment, weight: share(segment) }] : [],
    ),
  }
}

function ownWords({ typed }: SearchSegment, segment: number, share: number): Term[] {
  const words = typed.split(' ')
  if (words.length === 1) return []
  return words.map((text, index) => ({
    text,
    segment: WORDS_OF_PHRASES + segment * 10 + index,
    weight: (OWN_WORDS * share) / words.length,
  }))
}
