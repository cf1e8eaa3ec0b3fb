import type { BusinessWeek, OpenHours } from './business-hours.ts'

const names = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const EXAMPLE = 'such as "mon-fri 08:00-12:00 13:00-18:00, sat 09:00-13:00"'

/**
 * Reads the hours of a week as people write them: `mon-fri 08:00-18:00, sat 09:00-13:00`. Several hours of a day stand
 * behind one another; several days, too (`mon wed 08:00-12:00`). A day that is not named is free.
 * @throws RangeError with a message that says what is wrong and how it would be right
 */
export function parseBusinessWeek(text: string): BusinessWeek {
  const week: OpenHours[][] = names.map(() => [])
  for (const part of text.toLowerCase().split(',')) {
    const { days, hours } = readPart(part.trim())
    for (const day of days) week[day]?.push(...hours)
  }
  return week.map((hours, day) => inOrder(hours, names[day] ?? ''))
}

function readPart(part: string): { days: number[]; hours: OpenHours[] } {
  const words = part.split(/\s+/).filter(Boolean)
  const firstHours = words.findIndex((word) => /^\d/.test(word))
  if (firstHours < 1) throw new RangeError(`"${part}" does not name days and then hours, ${EXAMPLE}`)
  return { days: words.slice(0, firstHours).flatMap(readDays), hours: words.slice(firstHours).map(readHours) }
}

/** `mon`, or `sat-mon`, which is three days. */
function readDays(word: string): number[] {
  const [first = -1, last = first, ...more] = word.split('-').map((name) => names.indexOf(name))
  if (first < 0 || last < 0 || more.length > 0)
    throw new RangeError(`"${word}" is no day; days are ${names.join(' ')}, or a range such as mon-fri`)
  return Array.from({ length: ((last - first + 7) % 7) + 1 }, (_none, index) => (first + index) % 7)
}

function readHours(word: string): OpenHours {
  const [, from, to] = /^(\d\d:\d\d)-(\d\d:\d\d)$/.exec(word) ?? []
  if (from === undefined || to === undefined) throw new RangeError(`"${word}" are no hours, ${EXAMPLE}`)
  const hours = { from: readMinute(from), to: readMinute(to) }
  if (hours.from >= hours.to)
    throw new RangeError(
      `"${word}" ends before it begins; write hours past midnight as two: until 24:00, and from 00:00`,
    )
  return hours
}

function readMinute(clock: string): number {
  const [hour = 0, minute = 0] = clock.split(':').map(Number)
  if (minute > 59 || hour * 60 + minute > 24 * 60) throw new RangeError(`"${clock}" is no time from 00:00 to 24:00`)
  return hour * 60 + minute
}

function inOrder(hours: OpenHours[], day: string): OpenHours[] {
  const sorted = hours.toSorted((one, other) => one.from - other.from)
  for (const [index, { from }] of sorted.entries())
    if (from < (sorted[index - 1]?.to ?? 0)) throw new RangeError(`The hours of ${day} overlap`)
  return sorted
}
