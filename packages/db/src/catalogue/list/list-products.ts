import type { EntityManager } from '@mikro-orm/postgresql'
import { type RawBuilder, sql } from 'kysely'
import { highlight, type Range } from '../search/highlight.ts'
import type { SearchHit } from '../search/rank-hits.ts'
import { searchProducts } from '../search/search-products.ts'
import { type ProductFacets, countFacets } from './count-facets.ts'
import { type ProductFilter, productCondition } from './product-condition.ts'
import { type ProductSort, productOrders } from './product-orders.ts'
import { type ProductView, readProducts } from './read-products.ts'

export interface ProductListing {
  filter: ProductFilter
  /** What a cook would type; '' = nothing is searched for. */
  search: string
  sort: ProductSort | 'relevance'
  limit: number
  /** Of the last product of the page before. */
  after: string[] | null
  /** Whether to count what there is of each kind. */
  facets: boolean
}

/** With a search, which parts of the name it met. */
export type ListedProduct = ProductView & { highlights?: Range[] }

export interface ProductListPage {
  items: ListedProduct[]
  /** Of the last product; null at the end. */
  position: string[] | null
  facets: ProductFacets | null
}

/** A page of the catalogue. A search takes four statements more, counting one; none depends on the number of products. */
export async function listProducts(em: EntityManager, listing: ProductListing): Promise<ProductListPage> {
  const { filter, search, sort } = listing
  if (search.trim() === '') {
    const page = await readPage(em, { ...listing, sort: sort === 'relevance' ? 'name' : sort })
    return { ...page, facets: listing.facets ? await countFacets(em, filter) : null }
  }
  const { hits, segments } = await searchProducts(em, {
    query: search,
    ...(!isPlain(filter) && { filter: productCondition(filter) }),
  })
  const page =
    sort === 'relevance' ? await readRanked(em, listing, hits) : await readPage(em, { ...listing, sort, hits })
  const items = page.items.map((product) => ({ ...product, highlights: highlight(product.name, segments) }))
  return { ...page, items, facets: listing.facets ? await countFound(em, listing) : null }
}

/** What nearly everyone asks for: all that is on sale. */
const isPlain = ({ active = true, ...filter }: ProductFilter): boolean =>
  active === true && Object.values(filter).every((value) => value === undefined)

type Page = Omit<ProductListPage, 'facets'>

async function readPage(
  em: EntityManager,
  { filter, sort, limit, after, hits }: ProductListing & { sort: ProductSort; hits?: SearchHit[] },
): Promise<Page> {
  const order = productOrders[sort]
  const hot = isPlain(filter)
  const conditions = [productCondition(filter), after ? order.after(after) : sql`true`]
  if (hits) conditions.push(among(hits))
  const where = sql.join(conditions, sql` and `)
  const found = await readProducts(em, { where, orderBy: order.orderBy, limit: limit + 1, hot })
  return toPage(found, limit, order.positionOf)
}

/** Hits come ranked; a page is what follows the last one's score and id. */
async function readRanked(em: EntityManager, { limit, after }: ProductListing, hits: SearchHit[]): Promise<Page> {
  const [score, id] = after ?? []
  const left = score && id ? hits.filter((hit) => isAfter(hit, { score, id })) : hits
  const shown = left.slice(0, limit)
  const byId = new Map(
    (await readProducts(em, { where: among(shown), limit, hot: true })).map((product) => [product.id, product]),
  )
  const last = shown.at(-1)
  return {
    items: shown.flatMap((hit) => byId.get(hit.id) ?? []),
    position: last && left.length > limit ? [last.score, last.id] : null,
  }
}

/** What is found is counted over all that the words find, so that each kind can ignore its own filter. */
async function countFound(em: EntityManager, { search, filter }: ProductListing): Promise<ProductFacets> {
  const { active, featured } = filter
  const { hits } = await searchProducts(em, { query: search, filter: productCondition({ active, featured }) })
  return countFacets(em, filter, among(hits))
}

const among = (hits: readonly SearchHit[]): RawBuilder<unknown> => sql`id = any(${hits.map(({ id }) => id)}::uuid[])`

function toPage(found: ProductView[], limit: number, positionOf: (product: ProductView) => string[]): Page {
  const items = found.slice(0, limit)
  const last = items.at(-1)
  return { items, position: last && found.length > limit ? positionOf(last) : null }
}

const isAfter = (hit: SearchHit, last: SearchHit): boolean =>
  Number(hit.score) < Number(last.score) || (Number(hit.score) === Number(last.score) && hit.id < last.id)
