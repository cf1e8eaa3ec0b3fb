import { MAX_QUANTITY } from '@desideliver/db'
import { parsePhoneNumberFromString } from 'libphonenumber-js'
import { z } from 'zod'

/** Text of one line that a person typed: trimmed, not empty, and without what no keyboard types. */
export const line = (max: number, min = 1) =>
  written(min, max).regex(/^\P{Cc}*$/u, 'Control characters are not allowed')

/** Text that may have several lines. */
export const paragraph = (max: number, min = 1) =>
  written(min, max).regex(/^[\P{Cc}\n\r\t]*$/u, 'Control characters are not allowed')

/** Limits count code points, as JSON Schema and PostgreSQL do: an emoji is one character and not two. */
const written = (min: number, max: number) =>
  z
    .string()
    .trim()
    // Half of an emoji is stored as something else, and refused wherever JSON is stored.
    .refine((text) => text.isWellFormed(), { error: 'Half of a character is not allowed' })
    .refine((text) => Array.from(text).length >= min, {
      error: `Too small: expected string to have >=${min} characters`,
    })
    .refine((text) => Array.from(text).length <= max, { error: `Too big: expected string to have <=${max} characters` })
    .meta({ minLength: min, maxLength: max })

/**
 * An address people type by hand: trimmed and in lower case, since it is one account however it is typed.
 * Letters that only look like plain ones are refused, before the lower case makes some of them plain.
 */
export const email = z
  .string()
  .max(254, { abort: true })
  .trim()
  .regex(/^[\x21-\x7e]*$/, {
    error: 'Write the address in plain letters without spaces, like name@example.com',
    abort: true,
  })
  .toLowerCase()
  .pipe(z.email())

/** Whole cases. */
export const quantity = z.int().min(1).max(MAX_QUANTITY)

/** Exact decimal text, such as `"121.50"`. */
export const decimal = z.string().meta({ description: 'Exact decimal', example: '121.50' })

/** A moment: a `Date` through tRPC, ISO 8601 UTC through REST. Stored answers are read back from text. */
export const moment = z.coerce.date().meta({ type: 'string', format: 'date-time' })

/** A calendar day, `YYYY-MM-DD`, of a year that PostgreSQL knows. */
export const day = z.iso.date().refine((date) => !date.startsWith('0000'), 'There was no year 0')

/** A day on which orders may have been placed, on the clocks of the business. */
export const orderDay = day
  .refine((date) => date.startsWith('2'), 'Give a day of this millennium')
  .meta({ example: '2026-03-09' })

/** A US number however it is written, or an international one with its `+`; stored as E.164. */
export const phoneNumber = z
  .string()
  .max(40)
  .transform((typed, context) => {
    const parsed = parsePhoneNumberFromString(typed, 'US')
    if (parsed?.isValid()) return parsed.number
    context.addIssue({ code: 'custom', message: 'This is no phone number; write it like +1 214 555 0142' })
    return z.NEVER
  })
