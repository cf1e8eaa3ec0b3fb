import type { SearchSegment } from './expand-query.ts'
import { anyTerm } from './tsquery.ts'

/** Whether a product must have something of every segment, of all but one at least, or of any. */
export type Connective = 'all' | 'most' | 'any'

/** The tsquery of what has an alternative, at least so fitting, of the segments; '' where a segment has none. */
export function matching(
  segments: readonly SearchSegment[],
  { connective, atLeast }: { connective: Connective; atLeast: number },
): string {
  const named = segments.filter(({ shelf }) => shelf === null)
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

/** What a product gains by the best that it has of a segment. */
export interface Ladder {
  /** The category that has all of it: what stands on a shelf that was named need not say so. */
  shelf: string | null
  /** What that gains. */
  whole: number
  /** What its name may have instead, best first. */
  rungs: { wanted: string; gain: number }[]
}

/** Of a phrase with other names, what its own words add together: `whole wheat atta` beside `atta` for whole wheat flour. */
const OWN_WORDS = 0.1

/** Rungs of a ladder; guesses further down are as good as the last. */
const MOST_RUNGS = 16

interface Weighing {
  /** How much of the score each segment makes up; together 1. */
  shares: readonly number[]
  /** What fits less is not asked for: whatever is weighed has better. */
  atLeast: number
}

/** For each segment what a product may have of it, and for each word of a phrase. */
export const toLadders = (segments: readonly SearchSegment[], { shares, atLeast }: Weighing): Ladder[] =>
  segments.flatMap((segment, index) => {
    const share = shares[index] ?? 0
    const { shelf, alternatives } = segment
    const known = [...alternatives].filter(([, weight]) => shelf !== null || weight >= atLeast)
    return [{ shelf, whole: share, rungs: toRungs(known, share) }, ...ownWords(segment, share)]
  })

function toRungs(alternatives: [string, number][], share: number): Ladder['rungs'] {
  const weights = [...new Set(alternatives.map(([, weight]) => weight))].toSorted((a, b) => b - a).slice(0, MOST_RUNGS)
  const least = weights.at(-1) ?? 0
  const byWeight = Map.groupBy(alternatives, ([, weight]) => Math.max(weight, least))
  return weights.map((weight) => ({
    wanted: anyTerm((byWeight.get(weight) ?? []).map(([term]) => term)),
    gain: weight * share,
  }))
}

function ownWords({ typed }: SearchSegment, share: number): Ladder[] {
  const words = typed.split(' ')
  if (words.length === 1) return []
  return words.map((wanted) => ({
    shelf: null,
    whole: 0,
    rungs: [{ wanted, gain: (OWN_WORDS * share) / words.length }],
  }))
}
