import { expect, test } from 'vitest'
import { addDays, businessDay, businessDayStart } from './business-day.ts'

test.each([
  ['the last second of a winter day', '2026-01-16T05:59:59.999Z', '2026-01-15'],
  ['midnight in winter', '2026-01-16T06:00:00Z', '2026-01-16'],
  ['the last second of a summer day', '2026-07-16T04:59:59.999Z', '2026-07-15'],
  ['midnight in summer', '2026-07-16T05:00:00Z', '2026-07-16'],
  ['the last second before the day the clocks go forward', '2026-03-08T05:59:59.999Z', '2026-03-07'],
  ['midnight of the day the clocks go forward', '2026-03-08T06:00:00Z', '2026-03-08'],
  ['the last second of the 23-hour day', '2026-03-09T04:59:59.999Z', '2026-03-08'],
  ['midnight after the 23-hour day', '2026-03-09T05:00:00Z', '2026-03-09'],
  ['midnight of the day the clocks go back', '2026-11-01T05:00:00Z', '2026-11-01'],
  ['the last second of the 25-hour day', '2026-11-02T05:59:59.999Z', '2026-11-01'],
  ['midnight after the 25-hour day', '2026-11-02T06:00:00Z', '2026-11-02'],
  ['the turn of the year', '2027-01-01T05:59:59Z', '2026-12-31'],
])('in Chicago, %s belongs to the right day', (_what, moment, day) => {
  expect(businessDay(new Date(moment), 'America/Chicago')).toBe(day)
})

test('the same moment is another day elsewhere', () => {
  const moment = new Date('2026-03-09T20:00:00Z')
  expect(businessDay(moment, 'Asia/Kolkata')).toBe('2026-03-10')
  expect(businessDay(moment, 'UTC')).toBe('2026-03-09')
})

test('a zone that does not exist is an error, not a guess', () => {
  expect(() => businessDay(new Date(0), 'America/Plano')).toThrow(RangeError)
})

test.each([
  ['a winter day', '2026-01-16', '2026-01-16T06:00:00.000Z'],
  ['a summer day', '2026-07-16', '2026-07-16T05:00:00.000Z'],
  ['the day the clocks go forward', '2026-03-08', '2026-03-08T06:00:00.000Z'],
  ['the day after', '2026-03-09', '2026-03-09T05:00:00.000Z'],
  ['the day the clocks go back', '2026-11-01', '2026-11-01T05:00:00.000Z'],
  ['the day after that', '2026-11-02', '2026-11-02T06:00:00.000Z'],
])('in Chicago, %s begins at midnight', (_what, day, moment) => {
  expect(businessDayStart(day, 'America/Chicago').toISOString()).toBe(moment)
})

test.each(['America/Chicago', 'Asia/Kolkata', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Africa/Cairo', 'UTC'])(
  'in %s, each day of three years begins where the one before ends',
  (zone) => {
    for (let day = '2025-01-01'; day < '2028-01-01'; day = addDays(day, 1)) {
      const start = businessDayStart(day, zone)
      expect(businessDay(start, zone)).toBe(day)
      expect(businessDay(new Date(start.getTime() - 1), zone)).toBe(addDays(day, -1))
    }
  },
)
