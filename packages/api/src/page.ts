import { DomainError } from '@desideliver/db'
import { z } from 'zod'

/** What every list takes. */
export const pageInput = {
  limit: z.int().min(1).max(100).default(20),
  cursor: z.string().max(2_000).optional().meta({ description: 'The `nextCursor` of the page before' }),
}

/** What every list answers. */
export const pageOf = <Item extends z.ZodType>(item: Item, id: string) =>
  z.strictObject({ items: z.array(item), nextCursor: z.string().nullable() }).meta({ id })

/** Every order of every list is by texts, and PostgreSQL stores no NUL in them. */
const Position = z.array(z.string().regex(/^[^\0]*$/)).max(5)

/**
 * Reads where a page starts, as `findByCursor` takes it. See `readPosition`.
 * @returns what `findByCursor` takes as `after`
 */
export function readCursor(cursor: string | undefined, order: string, length: number): { after?: string } {
  const position = readPosition(cursor, order, length)
  return position ? { after: Buffer.from(JSON.stringify(position)).toString('base64url') } : {}
}

/**
 * Reads where a page starts. A cursor says which list and order it belongs to, so that one of
 * another sort is refused instead of skipping rows.
 * @param order name of the list's order, such as `products:name`
 * @param length values that make a position in that order, the last of them an id
 * @returns the values of the last item of the page before, or null for the first page
 * @throws DomainError INVALID_CURSOR
 */
export function readPosition(cursor: string | undefined, order: string, length: number): string[] | null {
  if (cursor === undefined) return null
  const [name, position = ''] = decode(cursor)
  const values = Position.safeParse(parseJson(position))
  const valid =
    name === order && values.success && values.data.length === length && z.uuid().safeParse(values.data.at(-1)).success
  if (!valid) throw invalidCursor()
  return values.data ?? null
}

/** As lists write it, to the microsecond; PostgreSQL knows neither a year 0 nor endless fractions. */
const Moment = z.iso
  .datetime()
  .max('2026-03-09T16:00:00.000000Z'.length)
  .regex(/^(?!0000)/)

/**
 * The same for a list by moments.
 * @returns the moment of the last item of the page before, in ISO 8601, and its id
 */
export function readMoment(cursor: string | undefined, order: string): [moment: string, id: string] | null {
  const values = readPosition(cursor, order, 2)
  if (!values) return null
  const [moment = '', id = ''] = values
  if (!Moment.safeParse(moment).success) throw invalidCursor()
  return [moment, id]
}

export const invalidCursor = (): DomainError =>
  new DomainError('invalid', 'INVALID_CURSOR', 'This cursor belongs to no page of this list: start without one.')

/** The cursor of the page after this one, or null at the end. */
export function nextCursor(page: { hasNextPage: boolean; endCursor: string | null }, order: string): string | null {
  if (!page.hasNextPage || page.endCursor === null) return null
  return writeCursor(order, Buffer.from(page.endCursor, 'base64url').toString())
}

/** The cursor of a page that ends at these values, the last of them an id. */
export const cursorAt = (order: string, values: readonly string[]): string => writeCursor(order, JSON.stringify(values))

const writeCursor = (order: string, position: string): string =>
  Buffer.from(`${order}\n${position}`).toString('base64url')

const decode = (cursor: string): string[] => Buffer.from(cursor, 'base64url').toString().split('\n', 2)

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
