import { expect, test } from 'vitest'
import { parseBusinessWeek } from '../calendar/parse-business-week.ts'
import { type SupportDesk, dueMoments, parseSupportTargets } from './ticket-targets.ts'

const desk: SupportDesk = {
  calendar: {
    timeZone: 'America/Chicago',
    week: parseBusinessWeek('mon-fri 08:00-18:00'),
    closedDays: new Set(['2026-11-26']),
  },
  targets: parseSupportTargets('urgent 1/8, high 4/16, medium 8/40, low 16/80'),
}

test.each([
  ['urgent', '2026-03-09T15:00:00Z', '2026-03-09T16:00:00Z', '2026-03-09T23:00:00Z'],
  ['urgent', '2026-11-25T23:30:00Z', '2026-11-27T14:30:00Z', '2026-11-27T21:30:00Z'],
  ['high', '2026-03-06T22:00:00Z', '2026-03-09T15:00:00Z', '2026-03-10T17:00:00Z'],
  ['medium', '2026-03-07T12:00:00Z', '2026-03-09T21:00:00Z', '2026-03-12T23:00:00Z'],
] as const)('a ticket that is %s from %s is due at %s and %s', (...[priority, createdAt, answer, resolution]) => {
  const due = dueMoments(desk, { priority, createdAt: new Date(createdAt) })
  expect(due).toEqual({ firstAnswerDueAt: new Date(answer), resolutionDueAt: new Date(resolution) })
})

test('targets are hours, and parts of them', () => {
  const { urgent, low } = parseSupportTargets('low 16/80,medium 8/40 , high 4/16,  urgent 0.5 / 8')
  expect(urgent).toEqual({ firstAnswerMinutes: 30, resolutionMinutes: 480 })
  expect(low).toEqual({ firstAnswerMinutes: 960, resolutionMinutes: 4_800 })
})

test.each([
  ['', 'is no priority'],
  ['urgent 1/8, high 4/16, medium 8/40', 'lacks low'],
  ['soon 1/8', '"soon 1/8" is no priority'],
  ['urgent 8/1', '"urgent 8/1"'],
  ['urgent 0/8', '"urgent 0/8"'],
  ['urgent -1/8', '"urgent -1/8"'],
  ['urgent 1/99999', '"urgent 1/99999"'],
])('targets written %j are refused: %s', (text, words) => {
  expect(() => parseSupportTargets(text)).toThrow(words)
})
