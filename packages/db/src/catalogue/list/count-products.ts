import type { EntityManager } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { type Availability, LOW_STOCK_CASES } from '../product.entity.ts'

export interface ProductCounts {
  total: number
  featured: number
  priced: number
  unpriced: number
  brands: number
  availability: Record<Availability, number>
  categories: { slug: string; name: string; count: number }[]
}

/** What is on sale, counted in one statement. */
export async function countProducts(em: EntityManager): Promise<ProductCounts> {
  const { rows } = await sql<ProductCounts>`
    with on_sale as materialized (
      select category_id, featured, price is not null as priced, brand, stock_quantity from products where active
    )
    select count(*)::int as total,
      (count(*) filter (where featured))::int as featured,
      (count(*) filter (where priced))::int as priced,
      (count(*) filter (where not priced))::int as unpriced,
      count(distinct brand)::int as brands,
      json_build_object(
        'in_stock', count(*) filter (where stock_quantity >= ${LOW_STOCK_CASES}),
        'low_stock', count(*) filter (where stock_quantity > 0 and stock_quantity < ${LOW_STOCK_CASES}),
        'out_of_stock', count(*) filter (where stock_quantity = 0),
        'confirm_on_order', count(*) filter (where stock_quantity is null)) as availability,
      (select coalesce(json_agg(json_build_object('slug', slug, 'name', name, 'count', products) order by name), '[]')
       from (select category_id, count(*) as products from on_sale group by category_id) as counted
         join categories on categories.id = category_id) as categories
    from on_sale
  `.execute(em.getKysely())
  const [counts] = rows
  if (!counts) throw new Error('An aggregate has one row')
  return counts
}
