import {
  Product,
  type StockStatement,
  changeStock,
  getProductForUpdate,
  inTransaction,
  itemCodeTaken,
  learnWords,
  recordAudit,
  staleVersion,
} from '@desideliver/db'
import { type EntityManager, UniqueConstraintViolationException } from '@mikro-orm/postgresql'
import { difference } from '../difference.ts'
import { toProductDto } from '../product.dto.ts'
import { type StaffContext, auditedBy } from '../audited-by.ts'

interface ProductChange {
  id: string
  /** As the audit calls it. */
  action: string
  reason?: string | undefined
  /** What the caller has read, and which fields it edits; left out where it does not matter. */
  edited?: { version: number; fields: string[] }
  change: (em: EntityManager, product: Product) => Promise<void> | void
  /** What becomes of the stock; null = not tracked any more. */
  stockQuantity?: number | null | undefined
}

/**
 * Every edit of a product goes through here: lock, version, rule, stock and audit, in one transaction. One that
 * changes nothing leaves no trace, so that a retry does no harm.
 */
export function changeProduct(ctx: StaffContext, asked: ProductChange): Promise<Product> {
  const done = inTransaction(ctx.em, async (em) => {
    const product = await getProductForUpdate(em, asked.id)
    const before = productState(product)
    if (asked.edited && asked.edited.version !== product.version)
      throw await staleVersion(em, {
        object: { type: 'product', id: product.id },
        name: `${product.name} (${product.itemCode})`,
        edited: asked.edited.version,
        stored: product.version,
        state: before,
        fields: asked.edited.fields,
      })
    await asked.change(em, product)
    await em.flush()
    await setCountedStock(em, ctx, { product, asked })
    const changed = await em.findOneOrFail(Product, product.id, { populate: ['category'], refresh: true })
    const changes = difference(before, productState(changed))
    if (!changes) return changed
    await learnWords(em, product.id)
    recordAudit(em, {
      ...auditedBy(ctx),
      action: asked.action,
      object: { type: 'product', id: product.id },
      before: changes.before,
      after: { ...changes.after, ...(asked.reason !== undefined && { reason: asked.reason }) },
    })
    return changed
  })
  return done.catch(refuseTakenCode)
}

/** A statement of what is there, not of what came or went: the ledger shows what it did to sales in between. */
async function setCountedStock(
  em: EntityManager,
  ctx: StaffContext,
  { product, asked }: { product: Product; asked: ProductChange },
): Promise<void> {
  const { stockQuantity, reason = null } = asked
  if (stockQuantity === undefined || stockQuantity === product.stockQuantity) return
  const statement: StockStatement = stockQuantity === null ? { tracked: false } : { counted: stockQuantity }
  await changeStock(em, product, { statement, reason, by: ctx.user })
}

/** What the audit keeps of a product. */
export function productState(product: Product) {
  const { id: _id, category, availability: _derived, pricePerUnit: _too, ...state } = toProductDto(product)
  return { ...state, category: category.slug }
}

/** @throws DomainError ITEM_CODE_TAKEN in place of what the database says */
export function refuseTakenCode(error: unknown): never {
  throw error instanceof UniqueConstraintViolationException ? itemCodeTaken() : error
}
