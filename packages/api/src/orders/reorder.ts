import { addToCart, getCart, getCartForUpdate, getOrder, inTransaction } from '@desideliver/db'
import type { EntityManager } from '@mikro-orm/postgresql'
import { z } from 'zod'
import { CartDto, toCartDto } from '../cart.dto.ts'
import { decimal } from '../fields.ts'
import { oncePerKey } from '../once-per-key.ts'
import { customerProcedure } from '../trpc.ts'

const line = { productId: z.uuid(), itemCode: z.string(), name: z.string(), quantity: z.int() }

const Outcome = z.strictObject({
  added: z.array(
    z.strictObject({
      ...line,
      formerPrice: decimal.nullable().meta({ description: 'What the order had; null = price on request' }),
      price: decimal.nullable().meta({ description: 'Per case now' }),
    }),
  ),
  rejected: z.array(
    z.strictObject({ ...line, code: z.string().meta({ example: 'PRODUCT_ARCHIVED' }), message: z.string() }),
  ),
})

const ReorderDto = Outcome.extend({ cart: CartDto }).meta({ id: 'ReorderAnswer' })

export const reorder = customerProcedure
  .meta({
    scope: 'orders:write',
    openapi: {
      method: 'POST',
      path: '/orders/{id}/reorder',
      tags: ['orders'],
      summary: 'Put a former order into your cart',
      description:
        'Beside what is in it. What cannot be ordered as it was comes back with the reason. With an `Idempotency-Key` ' +
        'header, a retry with the same key adds nothing again.',
    },
  })
  .input(z.strictObject({ id: z.uuid() }))
  .output(ReorderDto)
  .mutation(({ ctx, input }) =>
    inTransaction(ctx.em, async (em) => {
      const request = {
        ctx,
        operation: 'orders.reorder' as const,
        input,
        readAnswer: (stored: unknown) => Outcome.parse(stored),
      }
      const outcome = await oncePerKey(em, request, () => addOrderLines(em, input.id, ctx.user))
      return { ...outcome, cart: toCartDto(await getCart(em, ctx.user.id)) }
    }),
  )

async function addOrderLines(
  em: EntityManager,
  orderId: string,
  customer: Parameters<typeof getOrder>[2],
): Promise<z.infer<typeof Outcome>> {
  const cart = await getCartForUpdate(em, customer.id)
  const order = await getOrder(em, orderId, customer)
  await em.populate(order, ['lines.product'])
  const lines = order.lines.getItems()
  const obstacles = await addToCart(em, cart, lines)
  const outcome: z.infer<typeof Outcome> = { added: [], rejected: [] }
  for (const { product, quantity, price: formerPrice } of lines) {
    const { id: productId, itemCode, name, price } = product
    const told = { productId, itemCode, name, quantity }
    const obstacle = obstacles.get(productId)
    if (obstacle) outcome.rejected.push({ ...told, ...obstacle })
    else outcome.added.push({ ...told, formerPrice, price })
  }
  return outcome
}
