import { type BusinessCalendar, addBusinessMinutes } from '../calendar/business-hours.ts'
import { type TicketPriority, ticketPriorities } from './ticket-words.ts'

/** Minutes in which someone is at the desk. */
interface Target {
  firstAnswerMinutes: number
  resolutionMinutes: number
}

/** What the support desk has promised itself. */
export interface SupportDesk {
  /** When someone is at it. */
  calendar: BusinessCalendar
  targets: Readonly<Record<TicketPriority, Target>>
}

export interface DueMoments {
  firstAnswerDueAt: Date
  resolutionDueAt: Date
}

/**
 * When a ticket is to be answered and resolved. It waits since it was opened, whatever its priority was meanwhile and
 * whoever it waited for: nothing pauses the clock but the night.
 */
export function dueMoments(
  { calendar, targets }: SupportDesk,
  { priority, createdAt }: { priority: TicketPriority; createdAt: Date },
): DueMoments {
  const { firstAnswerMinutes, resolutionMinutes } = targets[priority]
  return {
    firstAnswerDueAt: addBusinessMinutes(calendar, createdAt, firstAnswerMinutes),
    resolutionDueAt: addBusinessMinutes(calendar, createdAt, resolutionMinutes),
  }
}

const EXAMPLE = 'such as "urgent 1/8, high 4/16, medium 8/40, low 16/80"'
/** A year of long days. */
const MOST_HOURS = 5_000

/**
 * Reads the targets as people write them: for each priority the hours until the first answer / until it is resolved.
 * @throws RangeError with a message that says what is wrong and how it would be right
 */
export function parseSupportTargets(text: string): SupportDesk['targets'] {
  const read = new Map(text.split(',').map(readTarget))
  const missing = ticketPriorities.filter((priority) => !read.has(priority))
  if (missing.length > 0) throw new RangeError(`lacks ${missing.join(', ')}, ${EXAMPLE}`)
  return Object.fromEntries(read) as Record<TicketPriority, Target>
}

function readTarget(part: string): [TicketPriority, Target] {
  const [, name, answer, resolution] = /^\s*(\w+)\s+(\d+(?:\.\d+)?)\s*\/\s*(\d+(?:\.\d+)?)\s*$/.exec(part) ?? []
  const priority = ticketPriorities.find((word) => word === name)
  const [first = 0, whole = 0] = [answer, resolution].map(Number)
  if (!priority || !(first > 0) || first > whole || whole > MOST_HOURS)
    throw new RangeError(`"${part.trim()}" is no priority with hours until the first answer / the end, ${EXAMPLE}`)
  return [priority, { firstAnswerMinutes: first * 60, resolutionMinutes: whole * 60 }]
}
