// The least that could answer: node:http, pg, the same rows by the same SQL, and nothing else.
import { createServer } from 'node:http'
import { Pool } from 'pg'

const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 10 })

const columns = `products.id, item_code as "itemCode", products.name, products.description, brand, origin, products.active,
  featured, units_per_case as "unitsPerCase", unit_size as "unitSize", unit, order_unit as "orderUnit",
  min_order_quantity as "minOrderQuantity", order_multiple as "orderMultiple", price, currency,
  stock_quantity as "stockQuantity", products.version, category_id as "categoryId", categories.name as "categoryName",
  categories.slug as "categorySlug"`

const LIST = `select ${columns} from (
    select * from products where active and ($1::text is null or (name, id) > ($1, $2::uuid)) order by name, id limit 21
  ) as products join categories on categories.id = category_id order by products.name, products.id`

const DETAIL = `select ${columns} from products join categories on categories.id = category_id where item_code = $1`

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://localhost')
  void answer(url)
    .then((body) => response.setHeader('content-type', 'application/json').end(JSON.stringify(body)))
    .catch((error: unknown) => response.writeHead(500).end(String(error)))
})

async function answer(url: URL): Promise<unknown> {
  if (url.pathname === '/readyz') return { status: 'ready' }
  const code = /^\/api\/products\/(.+)$/.exec(url.pathname)?.[1]
  if (code !== undefined) return (await pool.query(DETAIL, [decodeURIComponent(code)])).rows[0]
  return { items: (await pool.query(LIST, [null, null])).rows.slice(0, 20) }
}

server.listen(Number(process.env.PORT), '127.0.0.1')
process.on('SIGTERM', () => {
  server.close()
  server.closeAllConnections()
  void pool.end()
})
