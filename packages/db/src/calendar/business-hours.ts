import { zoneOffset } from './zone-offset.ts'

/** When someone is there, in minutes after midnight on the clocks of the business: from 0, `to` at most 1440. */
export interface OpenHours {
  from: number
  /** The first minute that is no longer open. */
  to: number
}

/** Seven days from Monday; the hours of each in their order, without overlap. None where the day is free. */
export type BusinessWeek = readonly (readonly OpenHours[])[]

export interface BusinessCalendar {
  /** IANA name, such as `America/Chicago` */
  timeZone: string
  week: BusinessWeek
  /** Free although the week says otherwise, as `YYYY-MM-DD`. */
  closedDays: ReadonlySet<string>
}

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/**
 * When a time that counts only while the business is open has gone by. An hour that the clocks show twice
 * counts twice, one that they leave out not at all.
 * @param minutes from 0; parts of a minute count
 * @returns the earliest moment in open hours, their end included; with 0 minutes the moment itself or the next opening
 * @throws RangeError where the week has no hours, or the minutes or the moment are no such thing
 */
export function addBusinessMinutes(calendar: BusinessCalendar, moment: Date, minutes: number): Date {
  if (!Number.isFinite(minutes) || minutes < 0) throw new RangeError(`${minutes} minutes cannot go by`)
  const start = moment.getTime()
  let left = Math.round(minutes * MINUTE_MS)
  // A moment earlier, so that the very end of open hours is found to belong to them.
  for (const { opens, closes } of openStretches(calendar, start - 1)) {
    const begin = Math.max(opens, start)
    if (left <= closes - begin) return new Date(begin + left)
    left -= closes - begin
  }
  throw new RangeError('The calendar has no end')
}

/**
 * How long the business is open between two moments.
 * @returns minutes and parts of them; negative where the second moment is the earlier one
 * @throws RangeError where the week has no hours, or a moment is none
 */
export function businessMinutesBetween(calendar: BusinessCalendar, from: Date, to: Date): number {
  if (to < from) return 0 - businessMinutesBetween(calendar, to, from)
  const end = to.getTime()
  if (Number.isNaN(end)) throw new RangeError('There is no moment to count to')
  let open = 0
  for (const { opens, closes } of openStretches(calendar, from.getTime())) {
    if (opens >= end) break
    open += Math.min(closes, end) - opens
  }
  return open / MINUTE_MS
}

/** From a moment on, without end, in milliseconds of the epoch. What is open through the night may come in pieces. */
function* openStretches({ timeZone, week, closedDays }: BusinessCalendar, from: number) {
  if (!week.some((hours) => hours.length > 0)) throw new RangeError('A week without open hours has no business time')
  for (const { begin, end, offset } of steadyClocks(timeZone, from))
    for (let day = Math.floor((begin + offset) / DAY_MS); day * DAY_MS < end + offset; day++) {
      if (closedDays.has(new Date(day * DAY_MS).toISOString().slice(0, 10))) continue
      const midnight = day * DAY_MS - offset
      for (const hours of week[weekday(day)] ?? []) {
        const opens = Math.max(midnight + hours.from * MINUTE_MS, begin)
        const closes = Math.min(midnight + hours.to * MINUTE_MS, end)
        if (opens < closes) yield { opens, closes }
      }
    }
}

/** @param day days of the epoch, which began on a Thursday; @returns from 0, Monday */
const weekday = (day: number): number => (((day + 3) % 7) + 7) % 7

/** Cuts the time from a moment on into parts of a day or less in which no clock is put forward or back. */
function* steadyClocks(timeZone: string, from: number) {
  let offset = zoneOffset(from, timeZone)
  for (let begin = from; ; begin += DAY_MS) {
    const end = begin + DAY_MS
    const next = zoneOffset(end, timeZone)
    const change = next === offset ? end : findChange(timeZone, begin, end)
    yield { begin, end: change, offset }
    if (change < end) yield { begin: change, end, offset: next }
    offset = next
  }
}

/** The first moment of the clocks as they are at `end`. */
function findChange(timeZone: string, begin: number, end: number): number {
  const after = zoneOffset(end, timeZone)
  let [low, high] = [begin, end]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (zoneOffset(middle, timeZone) === after) high = middle
    else low = middle
  }
  return high
}
