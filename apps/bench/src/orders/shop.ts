import { DEMO_PASSWORD, demoEmail } from '@desideliver/server/seed'
import { createClient, memoryTokenStorage } from '@desideliver/sdk'
import { Pool } from 'pg'
import { inTurns, registerCustomer } from '../customers.ts'
import { makeCatalogue } from '../make-catalogue.ts'
import { demand } from './send.ts'

export interface Customer {
  id: string
  token: string
  cartId: string
}

/** What shall lie in a cart. */
export interface Basket {
  cartId: string
  lines: readonly BasketLine[]
}

export interface BasketLine {
  productId: string
  /** Whole cases. */
  quantity: number
}

/** A server with customers, and with more than enough to sell. */
export interface Shop {
  /** To look behind the server, and to do what no time is taken of; ended by the caller. */
  database: Pool
  staffToken: string
  customers: Customer[]
  productIds: string[]
  /** Puts what shall be ordered into carts that are empty. */
  putIntoCarts: (baskets: readonly Basket[]) => Promise<void>
}

const PRODUCTS = 400

/** Cases of each product at the beginning. */
export const STOCK = 1_000_000

export async function openShop(url: string, databaseUrl: string, count: number): Promise<Shop> {
  const tokenStorage = memoryTokenStorage()
  const staff = createClient({ url, tokenStorage })
  await staff.signIn({ email: demoEmail('staff'), password: DEMO_PASSWORD })
  await staff.importProducts(await makeCatalogue(PRODUCTS))
  const database = new Pool({ connectionString: databaseUrl, max: 16 })
  // One of its connections may be ended from the other side: that of PostgreSQL, which does not live through all of this.
  database.on('error', () => {})
  await database.query(`update products set stock_quantity = $1, price = 42.50 where item_code like 'B-%'`, [STOCK])
  const { rows } = await database.query<{ id: string }>(
    `select id from products where item_code like 'B-%' order by id`,
  )
  const productIds = rows.map(({ id }) => id)
  const [model, ...customers] = await inTurns(count + 1, 8, (index) => openCustomer(url, index))
  if (!model) throw new Error('There is nobody')
  const body = { productId: productIds[0], quantity: 1 }
  await demand(`${url}/api/cart/add`, { method: 'POST', token: model.token, body })
  return {
    database,
    staffToken: (await tokenStorage.get()) ?? '',
    customers,
    productIds,
    putIntoCarts: (baskets) => fillCarts(database, { model: model.cartId, baskets }),
  }
}

async function openCustomer(url: string, index: number): Promise<Customer> {
  const { id, token } = await registerCustomer(url, index)
  const cart = await demand<{ id: string }>(`${url}/api/cart`, { token })
  return { id, token, cartId: cart.id }
}

/**
 * Copies of a line that the server made, so that they have all that the server gives one. That it tells of one product
 * what the other costs does no harm, since all cost the same.
 */
async function fillCarts(
  database: Pool,
  { model, baskets }: { model: string; baskets: readonly Basket[] },
): Promise<void> {
  const lines = baskets.flatMap((basket) => basket.lines.map((line) => ({ cart_id: basket.cartId, ...line })))
  await database.query(
    `insert into cart_lines select line.* from cart_lines as model,
       json_to_recordset($2) as wanted (cart_id uuid, "productId" uuid, quantity int),
       lateral jsonb_populate_record(model, jsonb_build_object('id', gen_random_uuid(), 'cart_id', wanted.cart_id,
         'product_id', wanted."productId", 'quantity', wanted.quantity)) as line
     where model.cart_id = $1`,
    [model, JSON.stringify(lines)],
  )
}
