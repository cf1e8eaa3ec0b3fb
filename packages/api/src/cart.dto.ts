import { type Cart, type CartLine, findOrderObstacle, sumLines } from '@desideliver/db'
import { z } from 'zod'
import { ProductDto, toProductDto } from '../product.dto.ts'
import { decimal } from '../fields.ts'

const CartLineDto = z
  .strictObject({
    id: z.uuid(),
    product: ProductDto,
    quantity: z.int(),
    orderable: z.boolean(),
    reason: z.string().nullable().meta({ description: 'Why the line cannot be ordered as it stands' }),
  })
  .meta({ id: 'CartLine' })

export const CartDto = z
  .strictObject({
    id: z.uuid(),
    lines: z.array(CartLineDto),
    totalQuantity: z.int(),
    subtotal: decimal.meta({ description: 'Sum of the lines that have a price' }),
    unpricedLines: z.int(),
  })
  .meta({ id: 'Cart' })

/** @param cart with its lines, their products and categories loaded */
export function toCartDto(cart: Cart): z.infer<typeof CartDto> {
  const lines = cart.lines.getItems()
  const totals = sumLines(lines.map(({ quantity, product }) => ({ quantity, price: product.price })))
  return { id: cart.id, lines: lines.map(toCartLineDto), ...totals }
}

function toCartLineDto({ id, product, quantity }: CartLine): z.infer<typeof CartLineDto> {
  const obstacle = findOrderObstacle(product, quantity)
  return { id, product: toProductDto(product), quantity, orderable: !obstacle, reason: obstacle?.message ?? null }
}
