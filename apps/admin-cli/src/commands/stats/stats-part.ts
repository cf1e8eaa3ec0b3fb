import type { DesiDeliverClient } from '@desideliver/sdk'

/** Days of the business, the last included. */
export interface StatsRange {
  from?: string
  to?: string
  days?: number
}

/** One part of `desi stats`, once it is read: its numbers for programs, and how to draw them for people. */
interface StatsAnswer {
  numbers: object
  print: () => void
}

export type StatsPart = (client: DesiDeliverClient, range: StatsRange) => Promise<StatsAnswer>
