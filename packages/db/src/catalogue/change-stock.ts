import type { EntityManager } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import type { Product } from './product.entity.ts'
import { notEnoughStock, stockNotTracked, tooMuchStock } from './product.errors.ts'
import { StockChange, type StockChangeKind } from './stock-change.entity.ts'
import { type StockCause, writeLedger } from './stock-ledger.ts'

/** As much as a catalogue file may say; far more than any hall holds. */
export const MAX_STOCK = 9_999_999

/** What staff say of a product's stock: so many came or went, so many were counted, or nobody counts any more. */
export type StockStatement = { delta: number } | { counted: number } | { tracked: false }

interface Because {
  reason: string | null
  by: { id: string }
}

/**
 * Changes the stock of one product and writes down why.
 * @param product locked by the caller; read it anew afterwards
 * @throws DomainError NOT_ENOUGH_STOCK, TOO_MUCH_STOCK, STOCK_NOT_TRACKED
 */
export async function changeStock(
  em: EntityManager,
  product: Product,
  { statement, ...because }: Because & { statement: StockStatement },
): Promise<StockChange> {
  const balance = balanceAfter(product, statement)
  const kind = kindOf(product, statement)
  const id = await setStock(em, { product, balance }, { kind, ...because })
  return em.findOneOrFail(StockChange, id, { populate: ['changedBy'] })
}

/**
 * Sets stock that the caller has locked.
 * @returns id of the line in the ledger
 */
export async function setStock(
  em: EntityManager,
  { product, balance }: { product: { id: string }; balance: number | null },
  cause: StockCause,
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    with before as (select id, coalesce(stock_quantity, 0) as stock from products where id = ${product.id}),
    moved (product_id, delta, balance) as (
      update products set stock_quantity = ${balance}::int from before where products.id = before.id
      returning products.id, coalesce(stock_quantity, 0) - before.stock, stock_quantity
    )
    ${writeLedger(cause)} returning id
  `.execute(em.getKysely())
  if (!rows[0]) throw new Error(`The product ${product.id} is locked and yet not there`)
  return rows[0].id
}

function balanceAfter(product: Product, statement: StockStatement): number | null {
  const { stockQuantity } = product
  if ('counted' in statement) return statement.counted
  if (stockQuantity === null) throw stockNotTracked(product, 'delta' in statement)
  if (!('delta' in statement)) return null
  const balance = stockQuantity + statement.delta
  if (balance < 0) throw notEnoughStock(product, statement.delta)
  if (balance > MAX_STOCK) throw tooMuchStock(product, MAX_STOCK)
  return balance
}

function kindOf({ stockQuantity }: Product, statement: StockStatement): StockChangeKind {
  if ('delta' in statement) return 'adjustment'
  if (!('counted' in statement)) return 'tracking_off'
  return stockQuantity === null ? 'tracking_on' : 'count'
}
