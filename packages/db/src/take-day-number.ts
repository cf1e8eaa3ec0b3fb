import type { EntityManager } from '@mikro-orm/postgresql'
import type { NumberedKind } from './day-number.entity.ts'

/**
 * The next number of a business day, from 1. The day's row stays locked until the transaction ends,
 * so take it as late as you can: every other placing waits for it. A rolled-back number is given out again.
 * @param day `YYYY-MM-DD`
 */
async function takeDayNumber(em: EntityManager, kind: NumberedKind, day: string): Promise<number> {
  const [row] = await em.execute<{ last_number: number }[]>(
    `insert into day_numbers (kind, day, last_number) values (?, ?, 1)
     on conflict (kind, day) do update set last_number = day_numbers.last_number + 1
     returning last_number`,
    [kind, day],
  )
  if (!row) throw new Error(`No number came back for ${kind} on ${day}`)
  return row.last_number
}

/** `DD20260309007`: unique for ever, in the order of placing; grows past three digits when a day has more. */
export async function takeOrderNumber(em: EntityManager, day: string): Promise<string> {
  return formatDayNumber('DD', day, await takeDayNumber(em, 'order', day))
}

/** `TKT20260309007`, likewise. */
export async function takeTicketNumber(em: EntityManager, day: string): Promise<string> {
  return formatDayNumber('TKT', day, await takeDayNumber(em, 'ticket', day))
}

/** `DD`, `2026-03-09`, 7 → `DD20260309007` */
export function formatDayNumber(prefix: 'DD' | 'TKT', day: string, number: number): string {
  return `${prefix}${day.replaceAll('-', '')}${String(number).padStart(3, '0')}`
}
