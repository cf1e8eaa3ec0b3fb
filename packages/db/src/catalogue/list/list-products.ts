import type { EntityManager } from '@mikro-orm/postgresql'
import { type RawBuilder, sql } from 'kysely'
import { highlight, type Range } from '../search/highlight.ts'
import { type ProductSearch, type SearchHit, byRank } from '../search/rank-hits.ts'
import { type SearchResult, searchProducts } from '../search/search-products.ts'
import { type ProductFacets, countFacets } from './count-facets.ts'
import { type ProductFilter, productCondition, requireCategory } from './product-condition.ts'
import { type ProductSort, productOrders } from './product-orders.ts'
import { type RankedHit, rankPositionOf, readRankPosition } from './rank-position.ts'
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

/**
 * A page of the catalogue. A search takes four statements more, counting one; none depends on the number of products.
 * @throws DomainError CATEGORY_NOT_FOUND
 */
export async function listProducts(em: EntityManager, listing: ProductListing): Promise<ProductListPage> {
  const { filter, search, sort, facets, after } = listing
  const searched = search.trim() !== ''
  const page = searched
    ? await searchPage(em, listing)
    : await readPage(em, { ...listing, sort: sort === 'relevance' ? 'name' : sort })
  if (page.items.length === 0 && !after && filter.category !== undefined) await requireCategory(em, filter.category)
  if (!facets) return { ...page, facets: null }
  return { ...page, facets: searched ? await countFound(em, listing) : await countFacets(em, filter) }
}

async function searchPage(em: EntityManager, listing: ProductListing): Promise<Page> {
  const { filter, search, sort } = listing
  const asked = askFor(search, filter)
  const { segments, items, position } =
    sort === 'relevance' ? await readRanked(em, listing, asked) : await readFound(em, { ...listing, sort }, asked)
  return { items: items.map((product) => ({ ...product, highlights: highlight(product.name, segments) })), position }
}

/** Of so many that a search finds the counts, and the orders but by relevance, are exact. */
const MOST_FOUND = 1_000

/** What nearly everyone asks for: all that is on sale. */
const isPlain = ({ active = true, ...filter }: ProductFilter): boolean =>
  active === true && Object.values(filter).every((value) => value === undefined)

const askFor = (query: string, filter: ProductFilter): ProductSearch => ({
  query,
  ...(!isPlain(filter) && { filter: productCondition(filter) }),
})

type Page = Omit<ProductListPage, 'facets'>
type FoundPage = Page & Pick<SearchResult, 'segments'>

async function readPage(
  em: EntityManager,
  { filter, sort, limit, after }: ProductListing & { sort: ProductSort },
  found?: RawBuilder<unknown>,
): Promise<Page> {
  const order = productOrders[sort]
  const hot = !found && isPlain(filter)
  const conditions = [productCondition(filter), after ? order.after(after) : sql`true`, found ?? sql`true`]
  const where = sql.join(conditions, sql` and `)
  const products = await readProducts(em, { where, orderBy: order.orderBy, limit: limit + 1, hot })
  const items = products.slice(0, limit)
  const last = items.at(-1)
  return { items, position: last && products.length > limit ? order.positionOf(last) : null }
}

async function readFound(
  em: EntityManager,
  listing: ProductListing & { sort: ProductSort },
  asked: ProductSearch,
): Promise<FoundPage> {
  const { hits, segments } = await searchProducts(em, { ...asked, most: MOST_FOUND })
  return { ...(await readPage(em, listing, among(hits))), segments }
}

/** Hits come in batches, each ranked; a page is what follows the last hit in its batch, and in the next. */
async function readRanked(
  em: EntityManager,
  { limit, after }: ProductListing,
  asked: ProductSearch,
): Promise<FoundPage> {
  const shown: RankedHit[] = []
  const read = after && readRankPosition(after)
  let start = read?.start ?? null
  for (;;) {
    const { hits, next, segments } = await searchProducts(em, { ...asked, start })
    const left = read && start === read.start ? hits.filter((hit) => byRank(read, hit) < 0) : hits
    shown.push(...left.map((hit) => ({ ...hit, start })))
    if (shown.length <= limit && next) {
      start = next
      continue
    }
    const page = shown.slice(0, limit)
    const products = await readProducts(em, { where: among(page), limit, hot: true })
    const byId = new Map(products.map((product) => [product.id, product]))
    const last = page.at(-1)
    return {
      items: page.flatMap((hit) => byId.get(hit.id) ?? []),
      position: last && shown.length > limit ? rankPositionOf(last) : null,
      segments,
    }
  }
}

/** What is found is counted over all that the words find, so that each kind can ignore its own filter. */
async function countFound(em: EntityManager, { search, filter }: ProductListing): Promise<ProductFacets> {
  const { active, featured } = filter
  const { hits } = await searchProducts(em, { ...askFor(search, { active, featured }), most: MOST_FOUND })
  return countFacets(em, filter, among(hits))
}

const among = (hits: readonly SearchHit[]): RawBuilder<unknown> => sql`id = any(${hits.map(({ id }) => id)}::uuid[])`
