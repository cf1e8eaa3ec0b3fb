import {
  Product,
  getOpenCategory,
  inTransaction,
  learnWords,
  findBrand,
  parsePack,
  recordAudit,
  setStock,
} from '@desideliver/db'
import type { EntityManager } from '@mikro-orm/postgresql'
import { z } from 'zod'
import { ProductDto, toProductDto } from '../product.dto.ts'
import { staffProcedure } from '../trpc.ts'
import { type StaffContext, auditedBy } from '../audited-by.ts'
import { productState, refuseTakenCode } from './change-product.ts'
import { setProductFields } from './set-product-fields.ts'
import { findCategoryRef, namingFields, oneCategory, productFields } from './product.fields.ts'

const Input = z
  .strictObject({ ...namingFields, ...productFields })
  .refine(({ categoryId, category }) => (categoryId === undefined) !== (category === undefined), {
    path: ['categoryId'],
    error: oneCategory,
  })

export const createProduct = staffProcedure
  .meta({
    scope: 'catalogue:write',
    openapi: {
      method: 'POST',
      path: '/products',
      tags: ['products'],
      summary: 'Create a product',
      description: 'Brand and pack are read from the name where they are left out.',
      status: 201,
    },
  })
  .input(Input)
  .output(ProductDto)
  .mutation(async ({ ctx, input }) => {
    const created = inTransaction(ctx.em, (em) => storeProduct(em, ctx, input))
    return toProductDto(await created.catch(refuseTakenCode))
  })

async function storeProduct(
  em: EntityManager,
  ctx: StaffContext,
  { itemCode, name, categoryId, category: slug, stockQuantity = null, ...given }: z.output<typeof Input>,
): Promise<Product> {
  const category = await getOpenCategory(em, findCategoryRef({ categoryId, category: slug }) ?? { slug: '' })
  const read = { brand: findBrand(name), ...(parsePack(name, category.name) ?? noPack) }
  const unknown = { origin: null, price: null, stockQuantity: null }
  const created = em.create(Product, { itemCode, name, category, ...unknown, ...read })
  setProductFields(created, given)
  const { id } = created
  await em.flush()
  await learnWords(em, id)
  if (stockQuantity !== null)
    await setStock(em, { product: { id }, balance: stockQuantity }, { kind: 'opening', by: ctx.user })
  const product = await em.findOneOrFail(Product, id, { populate: ['category'], refresh: true })
  recordAudit(em, {
    ...auditedBy(ctx),
    action: 'products.create',
    object: { type: 'product', id },
    before: null,
    after: productState(product),
  })
  return product
}

const noPack = { unitsPerCase: null, unitSize: null, unit: null }
