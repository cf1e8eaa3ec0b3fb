import { Product, type SearchHit, searchProducts } from '@desideliver/db'
import type { EntityManager } from '@mikro-orm/postgresql'
import { z } from 'zod'
import { cursorAt, nextCursor, pageInput, pageOf, readCursor, readPosition } from '../page.ts'
import { ProductDto, toProductDto } from '../product.dto.ts'
import { publicProcedure } from '../trpc.ts'
import { productFilter, productFilterInput } from './product-filter.ts'

const sorts = {
  name: { name: 'asc', id: 'asc' },
  '-name': { name: 'desc', id: 'desc' },
  itemCode: { itemCode: 'asc', id: 'asc' },
  newest: { id: 'desc' },
} as const

const Input = z.strictObject({
  search: z.string().trim().max(200).optional().meta({
    description: 'What a cook would type: names in any language of the trade, misspelt, begun, with packs or codes',
  }),
  ...productFilterInput,
  sort: z.enum(['relevance', 'name', '-name', 'itemCode', 'newest']).optional().meta({
    description: 'A search is sorted by relevance, a list by name, unless told otherwise',
  }),
  ...pageInput,
})

interface ProductPage {
  items: z.infer<typeof ProductDto>[]
  nextCursor: string | null
}

export const listProducts = publicProcedure
  .meta({ openapi: { method: 'GET', path: '/products', tags: ['products'], summary: 'Search and list products' } })
  .input(Input)
  .output(pageOf(ProductDto, 'ProductPage'))
  .query(async ({ ctx, input: { search = '', sort, ...rest } }) => {
    const query = search.replaceAll('\0', ' ')
    if (query.trim() === '')
      return listSorted(ctx.em, { ...rest, sort: sort === 'relevance' ? 'name' : (sort ?? 'name') })
    const hits = await searchProducts(ctx.em, query)
    if (sort === undefined || sort === 'relevance') return listRanked(ctx.em, rest, hits)
    return listSorted(ctx.em, { ...rest, sort, among: hits })
  })

type Rest = Omit<z.infer<typeof Input>, 'search' | 'sort'>

async function listSorted(
  em: EntityManager,
  { sort, among, ...input }: Rest & { sort: keyof typeof sorts; among?: SearchHit[] },
): Promise<ProductPage> {
  const orderBy = sorts[sort]
  const order = `products:${sort}`
  const page = await em.findByCursor(Product, {
    where: { $and: [productFilter(input), among ? { id: { $in: among.map(({ id }) => id) } } : {}] },
    orderBy,
    first: input.limit,
    ...readCursor(input.cursor, order, Object.keys(orderBy).length),
    populate: ['category'],
    strategy: 'joined',
    includeCount: false,
  })
  return { items: page.items.map(toProductDto), nextCursor: nextCursor(page, order) }
}

const BY_RELEVANCE = 'products:relevance'

/** Hits come ranked; a page is what follows the last one's score and id. */
async function listRanked(
  em: EntityManager,
  { limit, cursor, ...filter }: Rest,
  hits: SearchHit[],
): Promise<ProductPage> {
  const [score, after] = readPosition(cursor, BY_RELEVANCE, 2) ?? []
  const left = score && after ? hits.filter((hit) => isAfter(hit, { score, id: after })) : hits
  const where = { $and: [productFilter(filter), { id: { $in: left.map(({ id }) => id) } }] }
  const passing = new Set((await em.find(Product, where, { fields: ['id'] })).map(({ id }) => id))
  const page = left.filter(({ id }) => passing.has(id))
  const shown = page.slice(0, limit)
  const products = await em.find(
    Product,
    { id: { $in: shown.map(({ id }) => id) } },
    { populate: ['category'], refresh: true },
  )
  const byId = new Map(products.map((product) => [product.id, product]))
  const last = shown.at(-1)
  return {
    items: shown.flatMap(({ id }) => byId.get(id) ?? []).map(toProductDto),
    nextCursor: last && page.length > limit ? cursorAt(BY_RELEVANCE, [last.score, last.id]) : null,
  }
}

const isAfter = (hit: SearchHit, last: SearchHit): boolean =>
  Number(hit.score) < Number(last.score) || (hit.score === last.score && hit.id < last.id)
