import type { EntityManager } from '@mikro-orm/postgresql'
import { type RawBuilder, sql } from 'kysely'
import { containing, searchWords } from '../search-words.ts'

/** A cart with something in it, as a list shows it. */
export interface ListedCart {
  id: string
  customerId: string
  email: string
  businessName: string
  contactPerson: string
  phoneNumber: string
  lineCount: number
  totalQuantity: number
  /** Exact decimal, at the present prices: the lines that have one. */
  subtotal: string
  unpricedLines: number
  updatedAt: Date
  /** Microseconds of the epoch, for those that were changed in one millisecond. */
  changed: string
}

interface Listing {
  search?: string | undefined
  limit: number
  /** The last cart of the page before. */
  after?: Pick<ListedCart, 'changed' | 'id'> | undefined
}

/** Carts that are not empty, changed last first. */
export async function listCarts(em: EntityManager, { search = '', limit, after }: Listing): Promise<ListedCart[]> {
  const conditions = [sql`line_count > 0`, ...searchWords(search).map(matchWord)]
  if (after)
    conditions.push(sql`
      (carts.updated_at, carts.id) < (timestamptz 'epoch' + ${after.changed}::bigint * interval '1 microsecond', ${after.id}::uuid)
    `)
  const { rows } = await sql<ListedCart>`
    select carts.id, users.id as "customerId", email, business_name as "businessName",
      trim(first_name || ' ' || last_name) as "contactPerson", phone_number as "phoneNumber",
      line_count as "lineCount", total_quantity as "totalQuantity", subtotal, unpriced_lines as "unpricedLines",
      carts.updated_at as "updatedAt", (extract(epoch from carts.updated_at) * 1000000)::bigint::text as changed
    from carts join users on users.id = customer_id
      cross join lateral (
        select count(*)::int as line_count, sum(quantity)::int as total_quantity,
          coalesce(sum(quantity * price), 0.00)::text as subtotal, (count(*) - count(price))::int as unpriced_lines
        from cart_lines join products on products.id = product_id where cart_id = carts.id
      ) as totals
    where ${sql.join(conditions, sql` and `)}
    order by carts.updated_at desc, carts.id desc limit ${limit}
  `.execute(em.getKysely())
  return rows
}

const matchWord = (word: string): RawBuilder<unknown> => sql`
  concat_ws(' ', email, business_name, first_name, last_name, phone_number) ilike ${containing(word)}
`
