import { searchBreadths } from '../product.entity.ts'
import type { BatchStart, SearchHit } from '../search/rank-hits.ts'
import { isUuid } from './product-condition.ts'

/** A hit, and where the batch that it is ranked in begins; null for the first. */
export type RankedHit = SearchHit & { start: BatchStart | null }

/** The first batch begins before every id. */
const FIRST: BatchStart = { breadth: 0, id: '00000000-0000-0000-0000-000000000000' }

/** What the position of a hit is made of, the last of it the id. */
export function rankPositionOf({ start, score, id }: RankedHit): string[] {
  const { breadth, id: startId } = start ?? FIRST
  return [String(breadth), startId, String(score), id]
}

/** Whether text can be such a position; a client may have made it up. */
export const isRankPosition = ([breadth = '', startId = '', score = '']: string[]): boolean =>
  /^\d$/.test(breadth) && Number(breadth) < searchBreadths.length && isUuid(startId) && /^-?\d{1,6}$/.test(score)

export function readRankPosition([breadth, startId = '', score, id = '']: string[]): RankedHit {
  const start = { breadth: Number(breadth), id: startId }
  return { start: start.breadth === FIRST.breadth && startId === FIRST.id ? null : start, score: Number(score), id }
}
