import { LOW_STOCK_CASES, MAX_STOCK, Product } from '@desideliver/db'
import type { FilterQuery } from '@mikro-orm/core'
import { z } from 'zod'
import { cursorAt, invalidCursor, pageInput, pageOf, readPosition } from '../page.ts'
import { ProductDto, toProductDto } from '../product.dto.ts'
import { staffProcedure } from '../trpc.ts'

const ORDER = 'products:low-stock'

export const listLowStock = staffProcedure
  .meta({
    scope: 'catalogue:read',
    openapi: {
      method: 'GET',
      path: '/products/low-stock',
      tags: ['products'],
      summary: 'List products on sale whose stock runs out, least first',
      description: 'Those of which the stock is tracked and below the threshold.',
    },
  })
  .input(
    z.strictObject({
      threshold: z.int().min(1).max(MAX_STOCK).default(LOW_STOCK_CASES).meta({ description: 'Below so many cases' }),
      ...pageInput,
    }),
  )
  .output(pageOf(ProductDto, 'LowStockPage'))
  .query(async ({ ctx, input: { threshold, limit, cursor } }) => {
    const low: FilterQuery<Product> = { active: true, stockQuantity: { $lt: threshold } }
    const found = await ctx.em.find(
      Product,
      { $and: [low, after(readPosition(cursor, ORDER, 2))] },
      { orderBy: { stockQuantity: 'asc', id: 'asc' }, limit: limit + 1, populate: ['category'], strategy: 'joined' },
    )
    const shown = found.slice(0, limit)
    const last = shown.at(-1)
    return {
      items: shown.map(toProductDto),
      nextCursor: last && found.length > limit ? cursorAt(ORDER, [String(last.stockQuantity), last.id]) : null,
    }
  })

function after(position: string[] | null): FilterQuery<Product> {
  if (!position) return {}
  const [stock = '', id = ''] = position
  if (!/^\d{1,7}$/.test(stock)) throw invalidCursor()
  return { $or: [{ stockQuantity: { $gt: Number(stock) } }, { stockQuantity: Number(stock), id: { $gt: id } }] }
}
