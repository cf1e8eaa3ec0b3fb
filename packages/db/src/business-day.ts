/**
 * The calendar day of a moment where the business is.
 * @param timeZone IANA name, such as `America/Chicago`
 * @returns `YYYY-MM-DD`
 */
export function businessDay(moment: Date, timeZone: string): string {
  // Swedish dates are ISO 8601 dates.
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(moment)
}
