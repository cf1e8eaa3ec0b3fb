import { expect, test } from 'vitest'
import { clockMoment } from './clock-moment.ts'
import { type DeliveryCalendar, nextDeliveryDates, requireDeliveryDate } from './delivery-calendar.ts'

const calendar: DeliveryCalendar = {
  timeZone: 'America/Chicago',
  deliveryDays: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'],
  cutOff: '16:00',
  closedDays: new Set(['2026-11-26', '2027-12-25']),
  horizonDays: 60,
}

/** Monday, 9 March 2026, ten in the morning. */
const monday = new Date('2026-03-09T15:00:00Z')

const first = (now: string, other: Partial<DeliveryCalendar> = {}) =>
  nextDeliveryDates({ ...calendar, ...other }, new Date(now), 1)[0]

const refusal = (day: string, now = monday, other: Partial<DeliveryCalendar> = {}) => {
  try {
    requireDeliveryDate(day, { ...calendar, ...other }, now)
    return null
  } catch (error) {
    return error
  }
}

test.each([
  ['a second before the cut-off', '2026-03-09T20:59:59Z', '2026-03-10'],
  ['at the cut-off', '2026-03-09T21:00:00Z', '2026-03-11'],
  ['a second before midnight', '2026-03-10T04:59:59Z', '2026-03-11'],
  ['after midnight, when the next cut-off counts', '2026-03-10T05:00:00Z', '2026-03-11'],
  ['on a Saturday morning, over the Sunday', '2026-03-14T15:00:00Z', '2026-03-16'],
  ['on a Friday evening, over the Sunday', '2026-03-13T22:00:00Z', '2026-03-16'],
  ['on the eve of a day that is closed', '2026-11-25T16:00:00Z', '2026-11-27'],
  ['on the eve of a closed Saturday', '2027-12-24T16:00:00Z', '2027-12-27'],
])('what is ordered %s comes on the first day that is possible', (_when, now, day) => {
  expect(first(now)).toBe(day)
})

test('the cut-off is told by the clocks of the business, before and after they change', () => {
  // Clocks go forward on 8 March and back on 1 November 2026.
  expect(first('2026-03-06T21:59:59Z')).toBe('2026-03-07')
  expect(first('2026-03-06T22:00:00Z')).toBe('2026-03-09')
  expect(first('2026-03-09T21:00:00Z')).toBe('2026-03-11')
  expect(first('2026-10-30T20:59:59Z')).toBe('2026-10-31')
  expect(first('2026-11-02T21:59:59Z')).toBe('2026-11-03')
  expect(first('2026-11-02T22:00:00Z')).toBe('2026-11-04')
})

test('a cut-off in the hour that comes twice passes once', () => {
  const nightly = { cutOff: '01:30', deliveryDays: ['sun', 'mon', 'tue', 'wed'] as const }
  expect(first('2026-11-01T06:29:59Z', nightly)).toBe('2026-11-02')
  expect(first('2026-11-01T06:30:00Z', nightly)).toBe('2026-11-03')
  // Clocks show 01:10 again.
  expect(first('2026-11-01T07:10:00Z', nightly)).toBe('2026-11-03')
})

test('a cut-off in the hour that is left out passes when that hour would have', () => {
  const nightly = { cutOff: '02:30' }
  expect(first('2026-03-08T08:29:59Z', nightly)).toBe('2026-03-09')
  expect(first('2026-03-08T08:30:00Z', nightly)).toBe('2026-03-10')
})

test('with a cut-off at the end of the day there is none', () => {
  expect(first('2026-03-10T04:59:59Z', { cutOff: '24:00' })).toBe('2026-03-10')
  expect(first('2026-03-10T05:00:00Z', { cutOff: '24:00' })).toBe('2026-03-11')
})

test.each([
  ['America/Chicago', '2026-03-08 12:00', '2026-03-08T17:00:00.000Z'],
  ['America/Chicago', '2026-03-07 12:00', '2026-03-07T18:00:00.000Z'],
  ['America/Chicago', '2026-11-01 00:00', '2026-11-01T05:00:00.000Z'],
  ['America/Chicago', '2026-11-01 24:00', '2026-11-02T06:00:00.000Z'],
  ['Asia/Kolkata', '2026-03-08 09:30', '2026-03-08T04:00:00.000Z'],
  ['Pacific/Kiritimati', '2026-03-08 00:30', '2026-03-07T10:30:00.000Z'],
  ['Australia/Lord_Howe', '2026-04-05 01:45', '2026-04-04T14:45:00.000Z'],
  ['UTC', '2026-02-28 24:00', '2026-03-01T00:00:00.000Z'],
])('in %s, %s is one moment', (timeZone, told, moment) => {
  const [day = '', time = ''] = told.split(' ')
  expect(clockMoment(day, time, timeZone).toISOString()).toBe(moment)
})

test('as many dates as asked for, and none beyond the horizon', () => {
  expect(nextDeliveryDates(calendar, monday, 6)).toEqual([
    '2026-03-10',
    '2026-03-11',
    '2026-03-12',
    '2026-03-13',
    '2026-03-14',
    '2026-03-16',
  ])
  expect(nextDeliveryDates({ ...calendar, horizonDays: 2 }, monday, 6)).toEqual(['2026-03-10', '2026-03-11'])
})

test.each([
  ['yesterday', '2026-03-08', /in the past/],
  ['the year 1', '0001-01-01', /in the past/],
  ['today', '2026-03-09', /too soon: .*16:00/],
  ['a Sunday', '2026-03-15', /do not deliver on 2026-03-15 \(sun\)/],
  ['the day after the horizon', '2026-05-09', /too far ahead: .*2026-05-08/],
  ['the year 9999', '9999-12-31', /too far ahead/],
])('%s is refused, and the next possible dates are named', (_what, day, reason) => {
  expect(refusal(day)).toMatchObject({
    kind: 'invalid',
    code: 'DELIVERY_DATE_UNAVAILABLE',
    message: expect.stringMatching(reason),
    issues: [{ path: 'preferredDeliveryDate', message: expect.stringContaining('2026-03-10, 2026-03-11, 2026-03-12') }],
  })
})

test('a day that is closed is refused, that year only', () => {
  expect(refusal('2026-11-26', new Date('2026-11-20T16:00:00Z'))).toMatchObject({
    code: 'DELIVERY_DATE_UNAVAILABLE',
    message: expect.stringContaining('2026-11-21, 2026-11-23, 2026-11-24'),
  })
  expect(refusal('2027-11-26', new Date('2027-11-20T16:00:00Z'))).toBeNull()
})

test('every day that is offered is accepted, and tomorrow by default', () => {
  for (const day of nextDeliveryDates(calendar, monday, 100)) expect(refusal(day)).toBeNull()
  expect(refusal('2026-05-08')).toBeNull()
})

test('a business that delivers on no day of the horizon offers none, and still answers', () => {
  expect(nextDeliveryDates({ ...calendar, horizonDays: 0 }, monday, 3)).toEqual([])
  expect(refusal('2026-03-10', monday, { horizonDays: 0 })).toMatchObject({
    message: expect.stringContaining('Leave the date out'),
  })
})
