import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type BusinessCalendar, addBusinessMinutes, businessMinutesBetween } from './business-hours.ts'
import { parseBusinessWeek } from './parse-business-week.ts'

const MINUTE_MS = 60_000
const DAY_MINUTES = 24 * 60

const chicago = (week: string, ...closedDays: string[]): BusinessCalendar => ({
  timeZone: 'America/Chicago',
  week: parseBusinessWeek(week),
  closedDays: new Set(closedDays),
})
const office = chicago('mon-fri 08:00-18:00, sat 09:00-13:00', '2026-11-26', '2026-12-25')

test.each([
  ['within a day', '2026-01-14T15:00:00Z', 120, '2026-01-14T17:00:00.000Z'],
  ['until the very end of the day', '2026-01-14T15:00:00Z', 540, '2026-01-15T00:00:00.000Z'],
  ['into the next day', '2026-01-14T23:30:00Z', 60, '2026-01-15T14:30:00.000Z'],
  ['asked at night, from the morning on', '2026-01-15T03:00:00Z', 30, '2026-01-15T14:30:00.000Z'],
  ['over a short Saturday and a free Sunday', '2026-01-16T23:00:00Z', 60 + 240 + 5, '2026-01-19T14:05:00.000Z'],
  ['over Thanksgiving', '2026-11-25T23:00:00Z', 61, '2026-11-27T14:01:00.000Z'],
  ['nothing, while closed, is the next opening', '2026-11-26T18:00:00Z', 0, '2026-11-27T14:00:00.000Z'],
  ['nothing, while open, is now', '2026-01-14T15:00:00.123Z', 0, '2026-01-14T15:00:00.123Z'],
  ['over the night the clocks go forward', '2026-03-07T18:00:00Z', 61 + 60, '2026-03-09T14:01:00.000Z'],
  ['over the night the clocks go back', '2026-10-31T17:00:00Z', 61 + 60, '2026-11-02T15:01:00.000Z'],
])('time goes by only while the business is open: %s', (...[, from, minutes, until]) => {
  expect(addBusinessMinutes(office, new Date(from), minutes).toISOString()).toBe(until)
})

test('an hour the clocks leave out is no time, one they show twice is two hours', () => {
  const nights = chicago('sun 00:00-06:00')
  const hours = (from: string, to: string) => businessMinutesBetween(nights, new Date(from), new Date(to)) / 60
  expect(hours('2026-03-07T12:00:00Z', '2026-03-09T12:00:00Z')).toBe(5)
  expect(hours('2026-10-31T12:00:00Z', '2026-11-02T12:00:00Z')).toBe(7)
  expect(hours('2026-06-06T12:00:00Z', '2026-06-08T12:00:00Z')).toBe(6)
})

test('a lunch break and a night without one are counted as they are', () => {
  const shifts = chicago('mon 08:00-12:00 13:00-17:00, tue 20:00-24:00, wed 00:00-04:00')
  const add = (minutes: number) => addBusinessMinutes(shifts, new Date('2026-01-12T17:00:00Z'), minutes).toISOString()
  expect(add(60)).toBe('2026-01-12T18:00:00.000Z')
  expect(add(61)).toBe('2026-01-12T19:01:00.000Z')
  expect(add(60 + 240 + 300)).toBe('2026-01-14T07:00:00.000Z')
})

test('what is no calendar, no number and no moment is refused instead of looked for without end', () => {
  const never = { ...office, week: office.week.map(() => []) }
  const now = new Date('2026-01-14T15:00:00Z')
  expect(() => addBusinessMinutes(never, now, 5)).toThrow(/without open hours/)
  expect(() => businessMinutesBetween(never, now, new Date(now.getTime() + 1))).toThrow(/without open hours/)
  for (const minutes of [-1, Number.NaN, Number.POSITIVE_INFINITY])
    expect(() => addBusinessMinutes(office, now, minutes)).toThrow(RangeError)
  expect(() => addBusinessMinutes(office, new Date('no date'), 5)).toThrow(RangeError)
  expect(() => businessMinutesBetween(office, now, new Date('no date'))).toThrow(RangeError)
  expect(() => addBusinessMinutes({ ...office, timeZone: 'America/Plano' }, now, 5)).toThrow(RangeError)
})

/** Zones, and moments in which they put their clocks forward or back: at two, at midnight, by half an hour, by a whole day. */
const changes = [
  ['America/Chicago', '2026-03-08T08:00Z', '2026-11-01T07:00Z'],
  ['America/Havana', '2026-03-08T05:00Z', '2026-11-01T05:00Z'],
  ['Australia/Lord_Howe', '2026-04-04T15:00Z', '2026-10-03T15:30Z'],
  ['America/St_Johns', '2005-04-03T03:31Z', '2005-10-30T02:31Z'],
  ['Pacific/Apia', '2011-12-30T10:00Z', '2012-03-31T14:00Z'],
  ['Asia/Kolkata', '2026-07-16T00:00Z', '1999-12-31T18:30Z'],
] as const

const minute = fc.integer({ min: 0, max: DAY_MINUTES })
const dayHours = fc
  .uniqueArray(minute, { maxLength: 6 })
  .map((minutes) => minutes.toSorted((a, b) => a - b))
  .map((sorted) => sorted.flatMap((to, index) => (index % 2 ? [{ from: sorted[index - 1] ?? 0, to }] : [])))
const week = fc.array(dayHours, { minLength: 7, maxLength: 7 }).filter((days) => days.some((hours) => hours.length > 0))

/** A calendar, and moments of whole minutes around a change of its clocks. */
const situation = fc
  .record({
    zone: fc.constantFrom(...changes),
    which: fc.constantFrom(1, 2),
    week,
    closed: fc.uniqueArray(fc.integer({ min: -3, max: 3 }), { maxLength: 3 }),
    offsets: fc.array(fc.integer({ min: -2 * DAY_MINUTES, max: 2 * DAY_MINUTES }), { minLength: 3, maxLength: 3 }),
  })
  .map(({ zone, which, week: hours, closed, offsets }) => {
    const change = Date.parse(zone[which] ?? '')
    const day = (days: number) => new Date(change + days * DAY_MINUTES * MINUTE_MS).toISOString().slice(0, 10)
    const calendar = { timeZone: zone[0], week: hours, closedDays: new Set(closed.map(day)) }
    const [one = change, two = change, three = change] = offsets
      .map((minutes) => change + minutes * MINUTE_MS)
      .toSorted((a, b) => a - b)
    return { calendar, moments: [new Date(one), new Date(two), new Date(three)] as const }
  })
const spans = fc.integer({ min: 0, max: 20_000 })
const seeded = { seed: 20260309, numRuns: 300 }

test('for any calendar, adding what lies between leads back, past nothing but closed time', () => {
  fc.assert(
    fc.property(situation, ({ calendar, moments: [from, , to] }) => {
      const between = businessMinutesBetween(calendar, from, to)
      const back = addBusinessMinutes(calendar, from, between)
      expect(businessMinutesBetween(calendar, from, back)).toBe(between)
      expect(businessMinutesBetween(calendar, back, to)).toBe(0)
      expect(businessMinutesBetween(calendar, to, from)).toBe(0 - between)
    }),
    seeded,
  )
})

test('for any calendar, what was added lies between, and two steps are as one', () => {
  fc.assert(
    fc.property(situation, spans, spans, ({ calendar, moments: [from] }, first, second) => {
      const until = addBusinessMinutes(calendar, from, first)
      expect(businessMinutesBetween(calendar, from, until)).toBe(first)
      expect(addBusinessMinutes(calendar, until, second)).toEqual(addBusinessMinutes(calendar, from, first + second))
    }),
    seeded,
  )
})

test('for any calendar, the parts of a time make up the whole', () => {
  fc.assert(
    fc.property(situation, ({ calendar, moments: [one, two, three] }) => {
      const parts = businessMinutesBetween(calendar, one, two) + businessMinutesBetween(calendar, two, three)
      expect(parts).toBe(businessMinutesBetween(calendar, one, three))
    }),
    seeded,
  )
})

test('for any calendar, later and longer is never earlier', () => {
  fc.assert(
    fc.property(situation, spans, spans, ({ calendar, moments: [one, two] }, some, more) => {
      const add = (moment: Date, minutes: number): number => addBusinessMinutes(calendar, moment, minutes).getTime()
      expect(add(one, some)).toBeLessThanOrEqual(add(two, some))
      expect(add(one, some)).toBeLessThanOrEqual(add(one, some + more))
      expect(add(one, some)).toBeGreaterThanOrEqual(one.getTime())
    }),
    seeded,
  )
})

test('for any calendar, the clocks on the wall agree, minute by minute', () => {
  fc.assert(
    fc.property(situation, fc.integer({ min: 1, max: 600 }), ({ calendar, moments: [from, , to] }, minutes) => {
      const isOpen = readWall(calendar)
      let open = 0
      let reached: number | null = null
      for (let moment = from.getTime(); moment < to.getTime(); moment += MINUTE_MS) {
        if (isOpen(moment)) open += 1
        if (open === minutes) reached ??= moment + MINUTE_MS
      }
      expect(businessMinutesBetween(calendar, from, to)).toBe(open)
      const until = addBusinessMinutes(calendar, from, minutes)
      // What is not reached before the last moment looked at is reached after it.
      expect(until.getTime() <= to.getTime() ? until.getTime() : null).toBe(reached)
      // Open hours end with the minute before.
      expect(isOpen(until.getTime() - MINUTE_MS)).toBe(true)
    }),
    { ...seeded, numRuns: 60 },
  )
})

/** Whether the business is open in a minute, from nothing but the clock on its wall. */
function readWall({ timeZone, week: days, closedDays }: BusinessCalendar): (moment: number) => boolean {
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
  return (moment) => {
    const shown = Object.fromEntries(clock.formatToParts(moment).map(({ type, value }) => [type, value]))
    if (closedDays.has(`${shown.year}-${shown.month}-${shown.day}`)) return false
    const now = Number(shown.hour) * 60 + Number(shown.minute)
    const hours = days[['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(shown.weekday ?? '')] ?? []
    return hours.some(({ from, to }) => from <= now && now < to)
  }
}
