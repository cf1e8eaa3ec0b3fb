import { expect, test } from 'vitest'
import { parseBusinessWeek } from './parse-business-week.ts'

const hours = (...clocks: number[]) =>
  clocks.flatMap((to, index) => (index % 2 ? [{ from: (clocks[index - 1] ?? 0) * 60, to: to * 60 }] : []))

test.each([
  ['mon-fri 08:00-18:00, sat 09:00-13:00', [...Array.from({ length: 5 }, () => hours(8, 18)), hours(9, 13), []]],
  ['  MON   08:00-12:00   13:00-18:00 ', [hours(8, 12, 13, 18), [], [], [], [], [], []]],
  ['mon wed 13:00-18:00,wed 08:00-13:00', [hours(13, 18), [], hours(8, 13, 13, 18), [], [], [], []]],
  ['sat-mon 00:00-24:00', [hours(0, 24), [], [], [], [], hours(0, 24), hours(0, 24)]],
])('%j is understood', (text, week) => {
  expect(parseBusinessWeek(text)).toEqual(week)
})

test('minutes are read as minutes', () => {
  expect(parseBusinessWeek('tue 08:15-17:45')[1]).toEqual([{ from: 495, to: 1065 }])
})

test.each([
  ['', /does not name days and then hours, such as "mon-fri/],
  ['mon-fri', /does not name days and then hours/],
  ['08:00-18:00', /does not name days and then hours/],
  ['mon 08:00-18:00,', /"" does not name days/],
  ['mo-fr 08:00-18:00', /"mo-fr" is no day; days are mon tue/],
  ['mon-tue-wed 08:00-18:00', /"mon-tue-wed" is no day/],
  ['mon- 08:00-18:00', /"mon-" is no day/],
  ['mon 8-18', /"8-18" are no hours/],
  ['mon 08:00 - 18:00', /"08:00" are no hours/],
  ['mon 08:00-18:00 tue', /"tue" are no hours/],
  ['mon 08:00-24:01', /"24:01" is no time from 00:00 to 24:00/],
  ['mon 08:60-10:00', /"08:60" is no time/],
  ['mon 22:00-06:00', /ends before it begins; write hours past midnight as two/],
  ['mon 08:00-08:00', /ends before it begins/],
  ['mon-fri 08:00-18:00, wed 17:00-20:00', /The hours of wed overlap/],
])('%j is refused with what is wrong', (text, message) => {
  expect(() => parseBusinessWeek(text)).toThrow(message)
})
