import { type ProductSort, availabilities, isRankPosition, productOrders, productSorts } from '@desideliver/db'
import { z } from 'zod'
import { invalidCursor, pageInput, readPosition } from '../page.ts'

/** PostgreSQL stores no NUL, so nothing that is stored can hold one. */
const storable = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[^\0]*$/)

/** What every list of products takes. */
export const productListInput = {
  search: z.string().trim().max(200).default('').meta({
    description: 'What a cook would type: names in any language of the trade, misspelt, begun, with packs or codes',
  }),
  category: storable(100).optional().meta({ description: 'Slug or id of a category' }),
  availability: z.enum(availabilities).optional(),
  brand: storable(100).optional(),
  featured: z.boolean().optional(),
  sort: z
    .enum(['relevance', ...productSorts])
    .optional()
    .meta({
      description:
        'A search is sorted by relevance, a list by name, unless told otherwise. `price` puts the lowest first, `-price` ' +
        'the highest; what is on request comes last in both. A search is sorted by anything but relevance among the first ' +
        '1,000 that it finds',
    }),
  facets: z
    .boolean()
    .default(false)
    .meta({
      description:
        'Count what there is by category, brand (the 50 largest) and availability, each as if its own filter were not ' +
        'set; of a search among the first 1,000 that it finds',
    }),
  ...pageInput,
}

/** The order a list is in, and its name in cursors. */
export function readOrder({
  search,
  sort,
  cursor,
}: {
  search: string
  sort?: ProductSort | 'relevance' | undefined
  cursor?: string | undefined
}) {
  const query = search.replaceAll('\0', ' ').trim()
  const chosen = sort ?? (query === '' ? 'name' : 'relevance')
  const order = chosen === 'relevance' && query === '' ? 'name' : chosen
  const name = `products:${order}`
  if (order === 'relevance') {
    const after = readPosition(cursor, name, 4)
    if (after && !isRankPosition(after)) throw invalidCursor()
    return { query, sort: order, name, after }
  }
  const after = readPosition(cursor, name, order === 'newest' ? 1 : 2)
  if (after && !productOrders[order].isPosition(after)) throw invalidCursor()
  return { query, sort: order, name, after }
}
