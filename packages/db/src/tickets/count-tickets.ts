import type { EntityManager } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { dueAt } from './list-due-tickets.ts'
import {
  type TicketCategory,
  type TicketPriority,
  type TicketStatus,
  ticketCategories,
  ticketPriorities,
  ticketStatuses,
} from './ticket-words.ts'

export interface TicketCounts {
  total: number
  /** Those still to be resolved: open or in progress. */
  open: number
  /** Opened in the seven days before `now`. */
  lastSevenDays: number
  byStatus: Record<TicketStatus, number>
  byPriority: Record<TicketPriority, number>
  byCategory: Record<TicketCategory, number>
  /** Of those that were answered, or resolved; null without any. */
  meanSecondsToFirstAnswer: number | null
  meanSecondsToResolution: number | null
  /** Of those that were answered, or resolved, how many were in time. */
  firstAnswersInTime: number
  firstAnswersLate: number
  resolutionsInTime: number
  resolutionsLate: number
  /** Still to be answered or resolved, and past their moment. */
  overdue: number
  ratings: number
  /** From 1 to 5; null without any. */
  meanScore: number | null
}

type Means = Omit<TicketCounts, 'byStatus' | 'byPriority' | 'byCategory'>

/** What stands at the desk, in two statements. */
export async function countTickets(em: EntityManager, now: Date): Promise<TicketCounts> {
  const db = em.getKysely()
  const { rows: figures } = await sql<Means>`
    select count(*)::int as total,
      (count(*) filter (where status in ('open', 'in_progress')))::int as open,
      (count(*) filter (where created_at > ${now}::timestamptz - interval '7 days'))::int as "lastSevenDays",
      round(avg(extract(epoch from first_answered_at - created_at)))::float8 as "meanSecondsToFirstAnswer",
      round(avg(extract(epoch from resolved_at - created_at)))::float8 as "meanSecondsToResolution",
      (count(*) filter (where first_answered_at <= first_answer_due_at))::int as "firstAnswersInTime",
      (count(*) filter (where first_answered_at > first_answer_due_at))::int as "firstAnswersLate",
      (count(*) filter (where resolved_at <= resolution_due_at))::int as "resolutionsInTime",
      (count(*) filter (where resolved_at > resolution_due_at))::int as "resolutionsLate",
      (count(*) filter (where status in ('open', 'in_progress') and ${dueAt} < ${now}))::int as overdue,
      count(score)::int as ratings, round(avg(score), 2)::float8 as "meanScore"
    from tickets
  `.execute(db)
  const { rows } = await sql<{ word: string; count: number }>`
    select coalesce(status, priority, category) as word, count(*)::int as count
    from tickets group by grouping sets ((status), (priority), (category))
  `.execute(db)
  const counts = new Map(rows.map(({ word, count }) => [word, count]))
  const countEach = <Word extends string>(words: readonly Word[]) =>
    Object.fromEntries(words.map((word) => [word, counts.get(word) ?? 0])) as Record<Word, number>
  return {
    ...(figures[0] as Means),
    byStatus: countEach(ticketStatuses),
    byPriority: countEach(ticketPriorities),
    byCategory: countEach(ticketCategories),
  }
}
