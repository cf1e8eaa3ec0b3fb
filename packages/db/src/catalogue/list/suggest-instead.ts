import type { EntityManager } from '@mikro-orm/postgresql'
import { Product } from '../product.entity.ts'
import { searchProducts } from '../search/search-products.ts'

export interface InsteadProduct {
  id: string
  itemCode: string
  name: string
}

/** A list that is all wrong is the wrong list: nobody reads suggestions for each line of it. */
const MOST_SEARCHES = 10
const EACH = 3

/**
 * What may have been meant by texts that name no product, for the first ten of them: so many searches at most, however
 * long the list is.
 * @returns for a text the products that search finds best
 */
export async function suggestInstead(
  em: EntityManager,
  texts: readonly string[],
): Promise<(text: string) => InsteadProduct[]> {
  const idsOf = new Map<string, string[]>()
  for (const text of [...new Set(texts)].slice(0, MOST_SEARCHES)) {
    const { hits } = await searchProducts(em, { query: text })
    idsOf.set(
      text,
      hits.slice(0, EACH).map(({ id }) => id),
    )
  }
  const ids = [...idsOf.values()].flat()
  const products = ids.length > 0 ? await em.find(Product, { id: { $in: ids } }, { fields: ['itemCode', 'name'] }) : []
  const byId = new Map(products.map(({ id, itemCode, name }) => [id, { id, itemCode, name }]))
  return (text) => (idsOf.get(text) ?? []).flatMap((id) => byId.get(id) ?? [])
}
