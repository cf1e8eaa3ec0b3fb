import type { EntityManager } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import type { SearchSegment } from '../search/expand-query.ts'
import { type Range, highlight } from '../search/highlight.ts'
import { searchProducts } from '../search/search-products.ts'

export interface Suggestions {
  products: { id: string; itemCode: string; name: string; highlights: Range[] }[]
  categories: { slug: string; name: string }[]
  brands: string[]
  /** The query in the words of the catalogue; null where it is so already. */
  corrected: string | null
}

const MOST_BESIDE = 4

/** What someone who has typed so far may mean. */
export async function suggestProducts(em: EntityManager, search: string, limit: number): Promise<Suggestions> {
  const { hits, segments } = await searchProducts(em, { query: search })
  const { rows } = await sql<{ kind: string; id: string; code: string; name: string }>`
    -- From one brand to the next by the index: a hundred steps instead of a hundred thousand products.
    with recursive brands as (
      (select brand from products where brand is not null order by brand limit 1)
      union all
      select (select brand from products where brand > brands.brand order by brand limit 1) from brands where brand is not null
    )
    (select 'product' as kind, id::text, item_code as code, name
     from unnest(${hits.slice(0, limit).map(({ id }) => id)}::uuid[]) with ordinality as hit (id, ord) join products using (id)
     order by ord)
    union all
    (select 'category', id::text, slug, name from categories
     where active and search_text(name) like ${begins(search)} order by name limit ${MOST_BESIDE})
    union all
    (select 'brand', '', '', brand from brands where search_text(brand) like ${begins(search)} limit ${MOST_BESIDE})
  `.execute(em.getKysely())
  const of = (wanted: string) => rows.filter(({ kind }) => kind === wanted)
  return {
    products: of('product').map(({ id, code, name }) => ({
      id,
      itemCode: code,
      name,
      highlights: highlight(name, segments),
    })),
    categories: of('category').map(({ code, name }) => ({ slug: code, name })),
    brands: of('brand').map(({ name }) => name),
    corrected: correct(search, segments),
  }
}

/** What begins with the query, as search takes texts apart; nothing does where nothing remains of it. */
const begins = (search: string) => sql`nullif(search_text(${search}), '') || '%'`

/** A word that no name bears gives way to the one it most likely is; other names of a thing are right as they are. */
function correct(search: string, segments: readonly SearchSegment[]): string | null {
  const words = segments.map(({ typed, alternatives }) => {
    const [best] = [...alternatives].toSorted(([, a], [, b]) => b - a)
    if (!best || best[1] >= OTHER_NAME || best[0].startsWith(typed)) return typed
    return best[0]
  })
  const corrected = words.join(' ')
  return segments.some(({ typed }, index) => typed !== words[index]) && corrected !== search.toLowerCase()
    ? corrected
    : null
}

/** What is at least so fitting is the word itself, or another name of the same thing. */
const OTHER_NAME = 0.95
