import { SearchSynonym } from '@desideliver/db'
import { z } from 'zod'
import { nextCursor, pageInput, pageOf, readCursor } from '../page.ts'
import { staffProcedure } from '../trpc.ts'
import { SynonymDto, toSynonymDto } from './synonym.dto.ts'

const ORDER = 'synonyms'

export const listSynonyms = staffProcedure
  .meta({
    scope: 'catalogue:read',
    openapi: { method: 'GET', path: '/synonyms', tags: ['synonyms'], summary: 'List what search takes for the same' },
  })
  .input(
    z.strictObject({
      term: z
        .string()
        .trim()
        .max(60)
        .regex(/^[^\0]*$/)
        .optional()
        .meta({ description: 'Only those with this term' }),
      ...pageInput,
    }),
  )
  .output(pageOf(SynonymDto, 'SynonymPage'))
  .query(async ({ ctx, input: { term, limit, cursor } }) => {
    const page = await ctx.em.findByCursor(SearchSynonym, {
      where: term ? { terms: { $contains: [term.toLowerCase()] } } : {},
      orderBy: { id: 'asc' },
      first: limit,
      ...readCursor(cursor, ORDER, 1),
      includeCount: false,
    })
    return { items: page.items.map(toSynonymDto), nextCursor: nextCursor(page, ORDER) }
  })
