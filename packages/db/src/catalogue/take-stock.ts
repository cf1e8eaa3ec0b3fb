import type { EntityManager } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { prepared } from '../prepare-hot-statements.ts'
import { type Orderable, findOrderObstacle, obstacleError, obstaclesError, outOfStock } from './order-obstacle.ts'
import { Product } from './product.entity.ts'
import { productNotFound } from './product.errors.ts'
import { type StockCause, writeLedger } from './stock-ledger.ts'

export interface StockLine {
  productId: string
  /** Whole cases. */
  quantity: number
}

/** What ordering needs of a product, and copies. */
export interface OrderedProduct extends Orderable {
  id: string
  orderUnit: string
  category: { name: string }
  /** Exact decimal per case, or null where it is on request. */
  price: string | null
}

export interface PickedLine {
  product: OrderedProduct
  quantity: number
  /** Whether these cases came out of tracked stock. */
  stockTaken: boolean
}

/** The order that takes the cases, and its customer. */
export interface StockTaker {
  orderId: string
  by: { id: string }
}

/**
 * Reads the products of an order and takes tracked cases out of stock, all of them or none.
 * @param lines at most one for each product
 * @returns the lines in their order and with all they carry, each with its product and category
 * @throws DomainError OUT_OF_STOCK, PRODUCT_ARCHIVED, BELOW_MINIMUM or NOT_A_MULTIPLE
 */
export async function takeStock<Line extends StockLine>(
  em: EntityManager,
  lines: readonly Line[],
  taker: StockTaker,
): Promise<(Line & PickedLine)[]> {
  // Looking first keeps a crowd that comes too late from queueing for the lock.
  const picked = await pick(em, lines)
  const tracked = picked.filter((line) => line.stockTaken)
  const taken = tracked.length > 0 ? await subtract(em, lines, { kind: 'order', ...taker }) : new Set<string>()
  if (tracked.some(({ product }) => !taken.has(product.id))) {
    // Someone was faster. The second look says who is short; were it none, the whole order may be tried again.
    await pick(em, lines)
    throw obstacleError({ code: 'OUT_OF_STOCK', message: 'Stock changed while you ordered: try again.' })
  }
  // What was taken counts, not what was seen: a product may have become tracked in between.
  return picked.map((line) => ({ ...line, stockTaken: taken.has(line.product.id) }))
}

async function pick<Line extends StockLine>(em: EntityManager, lines: readonly Line[]): Promise<(Line & PickedLine)[]> {
  const { rows } = await sql<OrderedProduct>`${prepared}
    select products.id, item_code as "itemCode", products.name, products.active,
      min_order_quantity as "minOrderQuantity", order_multiple as "orderMultiple", order_unit as "orderUnit", price,
      stock_quantity as "stockQuantity", json_build_object('name', categories.name) as category
    from products join categories on categories.id = category_id
    where products.id = any(${lines.map((line) => line.productId)}::uuid[])
  `.execute(em.getKysely())
  const byId = new Map(rows.map((product) => [product.id, product]))
  const picked = lines.map((line) => {
    const product = byId.get(line.productId)
    if (!product) throw productNotFound(line.productId)
    return { ...line, product, stockTaken: product.stockQuantity !== null }
  })
  const refusal = obstaclesError(picked.map(({ product, quantity }) => findOrderObstacle(product, quantity)))
  if (refusal) throw refusal
  return picked
}

/**
 * Takes what is there in one statement. Rows are locked in the order of their ids, here and in
 * `returnStock`, so that two orders can wait for each other but never in a circle. NO KEY: the
 * foreign keys of other orders' lines may still be checked meanwhile.
 * @returns ids of the products that had enough
 */
async function subtract(em: EntityManager, lines: readonly StockLine[], cause: StockCause): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`${prepared}
    with wanted (id, quantity) as (${unnest(lines)}),
    locked as materialized (
      select products.id from products join wanted using (id)
      where stock_quantity is not null and active order by products.id for no key update of products
    ),
    moved (product_id, delta, balance) as (
      update products set stock_quantity = stock_quantity - wanted.quantity
      from wanted join locked using (id)
      where products.id = wanted.id and stock_quantity >= wanted.quantity
      returning products.id, -wanted.quantity, stock_quantity
    )
    ${writeLedger(cause)} returning product_id as id
  `.execute(em.getKysely())
  return new Set(rows.map((row) => row.id))
}

/**
 * Puts back what `takeStock` took. Products that have since stopped being tracked stay untracked.
 * @param lines a negative quantity takes again what had been put back
 * @throws DomainError OUT_OF_STOCK where that has been sold meanwhile
 */
export async function returnStock(em: EntityManager, lines: readonly StockLine[], cause: StockCause): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    with back (id, quantity) as (${unnest(lines)}),
    locked as materialized (
      select products.id from products join back using (id)
      where stock_quantity is not null order by products.id for no key update of products
    ),
    moved (product_id, delta, balance) as (
      update products set stock_quantity = stock_quantity + back.quantity
      from back join locked using (id)
      where products.id = back.id and stock_quantity >= -back.quantity
      returning products.id, back.quantity, stock_quantity
    )
    ${writeLedger(cause)} returning product_id as id
  `.execute(em.getKysely())
  const moved = new Set(rows.map((row) => row.id))
  const short = lines.filter(({ productId, quantity }) => quantity < 0 && !moved.has(productId))
  if (short.length > 0) await refuseUnlessUntracked(em, short)
}

async function refuseUnlessUntracked(em: EntityManager, lines: readonly StockLine[]): Promise<void> {
  const id = { $in: lines.map((line) => line.productId) }
  const product = await em.findOne(Product, { id, stockQuantity: { $ne: null } }, { refresh: true })
  const line = lines.find(({ productId }) => productId === product?.id)
  if (product && line) throw obstacleError(outOfStock(product, -line.quantity))
}

const unnest = (lines: readonly StockLine[]) => sql`
  select * from unnest(${lines.map((line) => line.productId)}::uuid[], ${lines.map((line) => line.quantity)}::int[])
`
