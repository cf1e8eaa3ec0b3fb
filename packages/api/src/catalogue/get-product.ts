import { isStaff, productNotFound, readProducts } from '@desideliver/db'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { publicProcedure } from '../trpc.ts'
import { ProductDto, toProductDto } from '../product.dto.ts'

export const getProduct = publicProcedure
  .meta({
    // An archived one is for staff alone.
    shows: ({ id, active }: z.output<typeof ProductDto>) => (active ? [id] : null),
    openapi: {
      method: 'GET',
      path: '/products/{id}',
      tags: ['products'],
      summary: 'Show a product by id or item code',
      description: 'Staff see archived products as well.',
    },
  })
  .input(
    z.strictObject({
      id: z
        .string()
        .min(1)
        .max(64)
        .regex(/^\P{Cc}*$/u),
    }),
  )
  .output(ProductDto)
  .query(async ({ ctx, input: { id } }) => {
    const where = z.uuid().safeParse(id).success ? sql`id = ${id}` : sql`item_code = ${id}`
    const [product] = await readProducts(ctx.em, { where, limit: 1, hot: true })
    if (!product || (!product.active && !(await isAskedByStaff(ctx)))) throw productNotFound(id)
    return toProductDto(product)
  })

async function isAskedByStaff({ signedIn }: Context): Promise<boolean> {
  const asking = await signedIn()
  return asking !== null && isStaff(asking.user)
}
