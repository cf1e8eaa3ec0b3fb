import type { EntityManager } from '@mikro-orm/postgresql'
import { type RawBuilder, sql } from 'kysely'
import type { NumberedKind } from './day-number.entity.ts'

const prefixes: Record<NumberedKind, string> = { order: 'DD', ticket: 'TKT' }

/**
 * A statement, or a part of one, that takes the next number of a business day, from 1: `number` is such as
 * `DD20260309007`, unique for ever, in the order of placing, and grows past three digits when a day has more. The day's
 * row stays locked until the transaction ends, so take it as late as you can: every other placing waits for it. A
 * rolled-back number is given out again.
 * @param day `YYYY-MM-DD`
 */
export const nextDayNumber = (kind: NumberedKind, day: string): RawBuilder<{ number: string }> => sql`
  insert into day_numbers (kind, day, last_number) values (${kind}, ${day}, 1)
  on conflict (kind, day) do update set last_number = day_numbers.last_number + 1
  returning ${prefixes[kind]} || to_char(day, 'YYYYMMDD')
    || lpad(last_number::text, greatest(3, length(last_number::text)), '0') as number`

/** `TKT20260309007` @param day `YYYY-MM-DD` */
export async function takeTicketNumber(em: EntityManager, day: string): Promise<string> {
  const { rows } = await nextDayNumber('ticket', day).execute(em.getKysely())
  const [row] = rows
  if (!row) throw new Error(`No number came back for ${day}`)
  return row.number
}
