import { addDays, businessDay } from '../business-day.ts'
import { DetailedError, type DomainError } from '../errors.ts'
import { clockMoment } from './clock-moment.ts'

/** In the order of `Date.getUTCDay`. */
export const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const
export type Weekday = (typeof weekdays)[number]

/** When the trucks of the business drive. */
export interface DeliveryCalendar {
  /** IANA name of the zone in which days begin and the cut-off is told. */
  timeZone: string
  deliveryDays: readonly Weekday[]
  /** `HH:MM`: what is ordered before it can be delivered the next day, what is ordered later the day after. */
  cutOff: string
  /** Free although the week says otherwise, as `YYYY-MM-DD`. */
  closedDays: ReadonlySet<string>
  /** How many days ahead a delivery can be wished for. */
  horizonDays: number
}

/** Days named to whoever wished for another. */
const NAMED_DATES = 3

/**
 * The next days on which something ordered now can be delivered, soonest first.
 * @returns `YYYY-MM-DD`, at most `count`; fewer where the horizon ends before
 */
export function nextDeliveryDates(calendar: DeliveryCalendar, now: Date, count: number): string[] {
  const last = lastDeliveryDay(calendar, now)
  const dates: string[] = []
  for (let day = firstDay(calendar, now); day <= last && dates.length < count; day = addDays(day, 1))
    if (isOpen(day, calendar)) dates.push(day)
  return dates
}

/** The last day that can be wished for now, `YYYY-MM-DD`. */
export const lastDeliveryDay = (calendar: DeliveryCalendar, now: Date): string =>
  addDays(businessDay(now, calendar.timeZone), calendar.horizonDays)

/**
 * @param day `YYYY-MM-DD`
 * @throws DomainError DELIVERY_DATE_UNAVAILABLE naming the next days that would have worked
 */
export function requireDeliveryDate(day: string, calendar: DeliveryCalendar, now: Date): void {
  const reason = whyNot(day, calendar, now)
  if (reason !== null) throw dateUnavailable(reason, nextDeliveryDates(calendar, now, NAMED_DATES))
}

function whyNot(day: string, calendar: DeliveryCalendar, now: Date): string | null {
  const today = businessDay(now, calendar.timeZone)
  const last = lastDeliveryDay(calendar, now)
  if (day < today) return `${day} is in the past.`
  if (day > last) return `${day} is too far ahead: we plan deliveries until ${last}.`
  if (day < firstDay(calendar, now))
    return `${day} is too soon: what is ordered by ${calendar.cutOff} (${calendar.timeZone}) can be delivered the next day.`
  if (!isOpen(day, calendar)) return `We do not deliver on ${day} (${weekdayOf(day)}).`
  return null
}

function dateUnavailable(reason: string, next: readonly string[]): DomainError {
  const wayOut = next.length > 0 ? `The next possible dates are ${next.join(', ')}.` : 'Leave the date out.'
  const message = `${reason} ${wayOut}`
  return new DetailedError({ kind: 'invalid', code: 'DELIVERY_DATE_UNAVAILABLE', message }, [
    { path: 'preferredDeliveryDate', message },
  ])
}

function firstDay({ cutOff, timeZone }: DeliveryCalendar, now: Date): string {
  const today = businessDay(now, timeZone)
  return addDays(today, now < clockMoment(today, cutOff, timeZone) ? 1 : 2)
}

const isOpen = (day: string, { deliveryDays, closedDays }: DeliveryCalendar): boolean =>
  deliveryDays.includes(weekdayOf(day)) && !closedDays.has(day)

const weekdayOf = (day: string): Weekday => weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? 'sun'
