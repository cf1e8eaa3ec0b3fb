import type { EntityManager } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { findOrderObstacle, obstacleError } from './order-obstacle.ts'
import { Product } from './product.entity.ts'
import { productNotFound } from './product.errors.ts'

export interface StockLine {
  productId: string
  /** Whole cases. */
  quantity: number
}

export interface PickedLine {
  product: Product
  quantity: number
}

/**
 * Reads the products of an order for good and takes tracked cases out of stock. Rows are locked in
 * the order of their ids, here and in `returnStock`, so that two orders can wait for each other but
 * never in a circle.
 * @param lines at most one for each product
 * @returns the lines in their order, each with its product and category as they were under the lock
 * @throws DomainError OUT_OF_STOCK, PRODUCT_ARCHIVED, BELOW_MINIMUM or NOT_A_MULTIPLE, before anything is taken
 */
export async function takeStock(em: EntityManager, lines: readonly StockLine[]): Promise<PickedLine[]> {
  const ids = lines.map((line) => line.productId)
  await lockTracked(em, ids)
  const products = await em.find(Product, { id: { $in: ids } }, { populate: ['category'], refresh: true })
  const byId = new Map(products.map((product) => [product.id, product]))
  const picked = lines.map(({ productId, quantity }) => {
    const product = byId.get(productId)
    if (!product) throw productNotFound(productId)
    const obstacle = findOrderObstacle(product, quantity)
    if (obstacle) throw obstacleError(obstacle)
    return { product, quantity }
  })
  await subtract(em, lines)
  return picked
}

/** Puts back what `takeStock` took. Products that have since stopped being tracked stay untracked. */
export async function returnStock(em: EntityManager, lines: readonly StockLine[]): Promise<void> {
  const ids = lines.map((line) => line.productId)
  await lockTracked(em, ids)
  await sql`
    update products set stock_quantity = stock_quantity + back.quantity
    from unnest(${ids}::uuid[], ${lines.map((line) => line.quantity)}::int[]) as back (id, quantity)
    where products.id = back.id and stock_quantity is not null
  `.execute(em.getKysely())
}

/** NO KEY: the foreign keys of other orders' lines may still be checked meanwhile. */
async function lockTracked(em: EntityManager, ids: readonly string[]): Promise<void> {
  await sql`
    select id from products where id = any(${ids}::uuid[]) and stock_quantity is not null
    order by id for no key update
  `.execute(em.getKysely())
}

async function subtract(em: EntityManager, lines: readonly StockLine[]): Promise<void> {
  await sql`
    update products set stock_quantity = stock_quantity - taken.quantity
    from unnest(${lines.map((line) => line.productId)}::uuid[], ${lines.map((line) => line.quantity)}::int[])
      as taken (id, quantity)
    where products.id = taken.id and stock_quantity >= taken.quantity
  `.execute(em.getKysely())
}
