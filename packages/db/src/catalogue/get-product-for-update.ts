import type { EntityManager } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { Product } from './product.entity.ts'
import { productNotFound } from './product.errors.ts'

/**
 * A product with its category, locked until the transaction ends: sales and edits of it wait. NO KEY, so that carts
 * may still take it in.
 * @throws DomainError PRODUCT_NOT_FOUND
 */
export async function getProductForUpdate(em: EntityManager, id: string): Promise<Product> {
  await sql`select id from products where id = ${id} for no key update`.execute(em.getKysely())
  const product = await em.findOne(Product, { id }, { populate: ['category'], refresh: true })
  if (!product) throw productNotFound(id)
  return product
}
