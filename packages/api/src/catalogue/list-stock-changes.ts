import { Order, Product, StockChange, productNotFound } from '@desideliver/db'
import { z } from 'zod'
import { nextCursor, pageInput, pageOf, readCursor } from '../page.ts'
import { staffProcedure } from '../trpc.ts'
import { StockChangeDto, toStockChangeDto } from './stock-change.dto.ts'

const ORDER = 'stock-changes:newest'

export const listStockChanges = staffProcedure
  .meta({
    scope: 'catalogue:read',
    openapi: {
      method: 'GET',
      path: '/products/{id}/stock-changes',
      tags: ['products'],
      summary: 'List what came to and went from the stock of a product, newest first',
      description: 'The deltas of all lines add up to the stock.',
    },
  })
  .input(z.strictObject({ id: z.uuid(), ...pageInput }))
  .output(pageOf(StockChangeDto, 'StockChangePage'))
  .query(async ({ ctx, input }) => {
    const product = await ctx.em.findOne(Product, { id: input.id }, { fields: ['id'] })
    if (!product) throw productNotFound(input.id)
    const page = await ctx.em.findByCursor(StockChange, {
      where: { product: product.id },
      populate: ['changedBy'],
      orderBy: { id: 'desc' },
      first: input.limit,
      ...readCursor(input.cursor, ORDER, 1),
      includeCount: false,
    })
    const orderIds = page.items.flatMap(({ orderId }) => orderId ?? [])
    const orders = await ctx.em.find(Order, { id: { $in: orderIds } }, { fields: ['orderNumber'] })
    const numbers = new Map(orders.map(({ id, orderNumber }) => [id, orderNumber]))
    return {
      items: page.items.map((change) => toStockChangeDto(change, numbers.get(change.orderId ?? ''))),
      nextCursor: nextCursor(page, ORDER),
    }
  })
