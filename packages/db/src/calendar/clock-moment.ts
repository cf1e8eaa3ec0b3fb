import { zoneOffset } from './zone-offset.ts'

const DAY_MS = 24 * 60 * 60 * 1_000

/**
 * The moment at which clocks in a zone show a time. Of a time that comes twice, when clocks go back, it is the first;
 * for one that is left out, when they go forward, the moment as far behind the change.
 * @param day `YYYY-MM-DD`
 * @param time `HH:MM`; `24:00` is the end of the day
 * @param timeZone IANA name
 */
export function clockMoment(day: string, time: string, timeZone: string): Date {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  const wanted = Date.parse(`${day}T00:00:00Z`) + (hours * 60 + minutes) * 60_000
  // Clocks change at most once around: one of the offsets of the day before and the day after holds.
  const moments = [wanted - DAY_MS, wanted + DAY_MS].map((near) => wanted - zoneOffset(near, timeZone))
  const met = moments.filter((moment) => moment + zoneOffset(moment, timeZone) === wanted)
  return new Date(Math.min(...(met.length > 0 ? met : [Math.max(...moments)])))
}
