const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

const formats = new Map<string, Intl.DateTimeFormat>()

/** Making one takes longer than using it a hundred times. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  // Swedish dates are ISO 8601 dates.
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' })
  formats.set(timeZone, format)
  return format
}

/**
 * The calendar day of a moment where the business is.
 * @param timeZone IANA name, such as `America/Chicago`
 * @returns `YYYY-MM-DD`
 */
export const businessDay = (moment: Date, timeZone: string): string => formatOf(timeZone).format(moment)

/**
 * The moment in which a calendar day begins where the business is: midnight, or when the clocks that skip it are put
 * forward.
 * @param day `YYYY-MM-DD`
 */
export function businessDayStart(day: string, timeZone: string): Date {
  const midnight = Date.parse(day)
  // No zone is further from UTC than 14 hours, and none begins its day between two minutes.
  let [before, begun] = [midnight / MINUTE_MS - 15 * 60, midnight / MINUTE_MS + 15 * 60]
  while (begun - before > 1) {
    const middle = Math.floor((before + begun) / 2)
    if (businessDay(new Date(middle * MINUTE_MS), timeZone) < day) before = middle
    else begun = middle
  }
  return new Date(begun * MINUTE_MS)
}

/** The calendar day so many days after another; before it where negative. `YYYY-MM-DD`, both. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)
