import {
  MAX_STOCK,
  Product,
  type StockStatement,
  changeStock,
  getProductForUpdate,
  inTransaction,
  recordAudit,
} from '@desideliver/db'
import type { EntityManager } from '@mikro-orm/postgresql'
import { z } from 'zod'
import { oncePerKey } from '../once-per-key.ts'
import { ProductDto, toProductDto } from '../product.dto.ts'
import { staffProcedure } from '../trpc.ts'
import { type StaffContext, auditedBy } from '../audited-by.ts'
import { reason, stock } from './product.fields.ts'
import { StockChangeDto, toStockChangeDto } from './stock-change.dto.ts'

const Input = z
  .strictObject({
    id: z.uuid(),
    delta: z
      .int()
      .min(-MAX_STOCK)
      .max(MAX_STOCK)
      .refine((delta) => delta !== 0, 'Nothing came and nothing went: send what you counted instead')
      .optional()
      .meta({ description: 'Whole cases that came or, below zero, went' }),
    counted: stock.optional().meta({ description: 'Whole cases that are there; tracking starts with it' }),
    tracked: z.literal(false).optional().meta({ description: '`false` ends tracking: confirm on order' }),
    reason,
  })
  .refine(
    ({ delta, counted, tracked }) => [delta, counted, tracked].filter((said) => said !== undefined).length === 1,
    {
      error: 'Say one of: delta (what came or went), counted (what is there), tracked: false',
    },
  )

const StockAnswerDto = z.strictObject({ product: ProductDto, change: StockChangeDto }).meta({ id: 'StockAnswer' })

export const adjustStock = staffProcedure
  .meta({
    scope: 'catalogue:write',
    openapi: {
      method: 'POST',
      path: '/products/{id}/stock',
      tags: ['products'],
      summary: 'Change the stock of a product',
      description:
        'By what came or went, or to what was counted; each is a line of its ledger. Stock never goes below zero. ' +
        'With an `Idempotency-Key` header, a retry with the same key and body is answered like the first time and ' +
        'moves nothing again.',
    },
  })
  .input(Input)
  .output(StockAnswerDto)
  .mutation(({ ctx, input }) =>
    inTransaction(ctx.em, (em) => {
      const request = { ctx, operation: 'products.adjustStock' as const, input, readAnswer: readStockAnswer }
      return oncePerKey(em, request, () => changeAndAudit(em, ctx, input))
    }),
  )

const readStockAnswer = (stored: unknown) => StockAnswerDto.parse(stored)

async function changeAndAudit(em: EntityManager, ctx: StaffContext, input: z.output<typeof Input>) {
  const product = await getProductForUpdate(em, input.id)
  const before = product.stockQuantity
  const change = await changeStock(em, product, { statement: toStatement(input), reason: input.reason, by: ctx.user })
  recordAudit(em, {
    ...auditedBy(ctx),
    action: 'products.adjust-stock',
    object: { type: 'product', id: product.id },
    before: { stockQuantity: before },
    after: { stockQuantity: change.balance, reason: input.reason },
  })
  const changed = await em.findOneOrFail(Product, product.id, { populate: ['category'], refresh: true })
  return { product: toProductDto(changed), change: toStockChangeDto(change) }
}

function toStatement({ delta, counted }: z.output<typeof Input>): StockStatement {
  if (delta !== undefined) return { delta }
  return counted === undefined ? { tracked: false } : { counted }
}
