import { suggestProducts as findSuggestions } from '@desideliver/db'
import { z } from 'zod'
import { publicProcedure } from '../trpc.ts'

const range = z.tuple([z.int(), z.int()])

const SuggestionsDto = z
  .strictObject({
    products: z.array(
      z.strictObject({ id: z.uuid(), itemCode: z.string(), name: z.string(), highlights: z.array(range) }),
    ),
    categories: z.array(z.strictObject({ slug: z.string(), name: z.string() })),
    brands: z.array(z.string()),
    corrected: z
      .string()
      .nullable()
      .meta({ description: 'The query in the words of the catalogue, where those differ' }),
  })
  .meta({ id: 'Suggestions' })

export const suggestProducts = publicProcedure
  .meta({
    openapi: {
      method: 'GET',
      path: '/products/suggest',
      tags: ['products'],
      summary: 'Suggest while someone types',
      description: 'The last word counts as begun. Products best first; categories and brands that begin so.',
    },
  })
  .input(z.strictObject({ search: z.string().trim().min(1).max(200), limit: z.int().min(1).max(20).default(8) }))
  .output(SuggestionsDto)
  .query(({ ctx, input: { search, limit } }) => findSuggestions(ctx.em, search.replaceAll('\0', ' '), limit))
