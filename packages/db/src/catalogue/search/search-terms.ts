import type { SearchSegment } from './expand-query.ts'

/** Whether a product must have something of every segment, or of all but one at least. */
export type Connective = 'all' | 'most'

/** The tsquery of what has an alternative, at least so fitting, of the segments; '' where a segment has none. */
export function matching(
  segments: readonly SearchSegment[],
  { connective, atLeast }: { connective: Connective; atLeast: number },
): string {
  const queries = segments.map((segment) => anyOf(segment, atLeast))
  if (connective === 'all') return queries.includes('') ? '' : queries.join(' & ')
  const known = queries.filter((query) => query !== '')
  if (known.length <= 2) return known.join(' | ')
  return known.map((_, without) => `(${known.filter((__, index) => index !== without).join(' & ')})`).join(' | ')
}

function anyOf({ alternatives }: SearchSegment, atLeast: number): string {
  const terms = [...alternatives].filter(([, weight]) => weight >= atLeast).map(([term]) => toTsquery(term))
  return terms.length > 0 ? `(${terms.join(' | ')})` : ''
}

export interface Term {
  text: string
  segment: number
  /** What it adds to the score of a name that has it. */
  weight: number
}

/** Every alternative with its part of the score: single words as they are, phrases as a tsquery. */
export function toTerms(segments: readonly SearchSegment[], shares: number[]): { words: Term[]; phrases: Term[] } {
  const terms = segments.flatMap(({ alternatives }, segment) =>
    [...alternatives].map(([text, weight]) => ({ text, segment, weight: weight * (shares[segment] ?? 0) })),
  )
  const isPhrase = ({ text }: Term): boolean => text.includes(' ')
  return {
    words: terms.filter((term) => !isPhrase(term)),
    phrases: terms.filter(isPhrase).map((term) => ({ ...term, text: toTsquery(term.text) })),
  }
}

/** Terms hold nothing but letters, digits and single spaces. */
const toTsquery = (term: string): string => (term.includes(' ') ? `(${term.replaceAll(' ', ' <-> ')})` : term)
