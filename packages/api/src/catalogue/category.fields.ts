import { slugify } from '@desideliver/db'
import { z } from 'zod'
import { line } from '../fields.ts'

/** Words that stand in an address where a slug could. */
const reserved = new Set(['all'])

export const categorySlug = z
  .string()
  .min(1)
  .max(100)
  .refine((slug) => slug === slugify(slug) && !reserved.has(slug) && !z.uuid().safeParse(slug).success, {
    error: 'A slug is lower-case words with hyphens between them, such as grain-market',
  })

export const categoryName = line(100)

export const categoryDescription = z
  .string()
  .trim()
  .max(2_000)
  .regex(/^[\P{Cc}\n\r\t]*$/u, 'Control characters are not allowed')
