import type { EntityManager } from '@mikro-orm/postgresql'
import { type RawBuilder, sql } from 'kysely'
import type { Availability } from '../product.entity.ts'
import { type ProductFilter, productCondition } from './product-condition.ts'

/** How many products there are of each kind, were its own filter another. */
export interface ProductFacets {
  categories: { slug: string; name: string; count: number }[]
  /** Those with most products, 50 at most. */
  brands: { brand: string; count: number }[]
  availability: { availability: Availability; count: number }[]
}

const MOST_BRANDS = 50

/** @param found what a search has found; left out where nothing was searched for */
export async function countFacets(
  em: EntityManager,
  filter: ProductFilter,
  found: RawBuilder<unknown> = sql`true`,
): Promise<ProductFacets> {
  const but = (own: keyof ProductFilter) => sql`${productCondition({ ...filter, [own]: undefined })} and ${found}`
  const { rows } = await sql<{ kind: keyof ProductFacets; value: string; name: string; count: number }>`
    (select 'categories' as kind, slug as value, name, count
     from (select category_id, count(*)::int as count from products where ${but('category')} group by category_id) as counted
       join categories on categories.id = category_id
     order by count desc, name)
    union all
    (select 'brands', brand, brand, count(*)::int as count from products
     where ${but('brand')} and brand is not null group by brand order by count desc, brand limit ${MOST_BRANDS})
    union all
    (select 'availability', availability, availability, count(*)::int from (
       select case when stock_quantity is null then 'confirm_on_order' when stock_quantity = 0 then 'out_of_stock'
         when stock_quantity < 10 then 'low_stock' else 'in_stock' end as availability
       from products where ${but('availability')}) as known
     group by availability order by availability)
  `.execute(em.getKysely())
  const of = (wanted: string) => rows.filter(({ kind }) => kind === wanted)
  return {
    categories: of('categories').map(({ value: slug, name, count }) => ({ slug, name, count })),
    brands: of('brands').map(({ value: brand, count }) => ({ brand, count })),
    availability: of('availability').map(({ value, count }) => ({ availability: value as Availability, count })),
  }
}
