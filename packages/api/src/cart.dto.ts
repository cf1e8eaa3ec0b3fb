import {
  type Cart,
  type CartLine,
  availabilities,
  changedFields,
  findChanges,
  findOrderObstacle,
  sumLines,
} from '@desideliver/db'
import { z } from 'zod'
import { decimal, moment } from './fields.ts'
import { ProductDto, toProductDto } from './product.dto.ts'

const ProductChangeDto = z
  .strictObject({ field: z.enum(changedFields), from: z.string().nullable(), to: z.string().nullable() })
  .meta({ id: 'ProductChange', description: 'What is not any more as it was when the line came into the cart' })

const CartLineDto = z
  .strictObject({
    id: z.uuid(),
    product: ProductDto,
    quantity: z.int(),
    lineTotal: decimal.nullable().meta({ description: 'At the present price; null = price on request' }),
    orderable: z.boolean(),
    reason: z.string().nullable().meta({ description: 'Why the line cannot be ordered as it stands' }),
    reasonCode: z.string().nullable().meta({ example: 'OUT_OF_STOCK' }),
    seenPrice: decimal.nullable().meta({
      description:
        'Per case, when the line came into the cart. Where it differs from that of the product, an order says so',
    }),
    seenAvailability: z.enum(availabilities),
    changes: z.array(ProductChangeDto),
    addedAt: moment,
  })
  .meta({ id: 'CartLine' })

export const CartDto = z
  .strictObject({
    id: z.uuid(),
    lines: z.array(CartLineDto),
    totalQuantity: z.int(),
    subtotal: decimal.meta({ description: 'Sum of the lines that have a price, at the present prices' }),
    unpricedLines: z.int(),
  })
  .meta({ id: 'Cart' })

/** @param cart with its lines, their products and categories loaded */
export function toCartDto(cart: Cart): z.infer<typeof CartDto> {
  const lines = cart.lines.getItems()
  const totals = sumLines(lines.map(({ quantity, product }) => ({ quantity, price: product.price })))
  return { id: cart.id, lines: lines.map(toCartLineDto), ...totals }
}

function toCartLineDto({ id, product, quantity, seen, createdAt }: CartLine): z.infer<typeof CartLineDto> {
  const obstacle = findOrderObstacle(product, quantity)
  const { price } = product
  return {
    id,
    product: toProductDto(product),
    quantity,
    lineTotal: price === null ? null : sumLines([{ quantity, price }]).subtotal,
    orderable: !obstacle,
    reason: obstacle?.message ?? null,
    reasonCode: obstacle?.code ?? null,
    seenPrice: seen.price,
    seenAvailability: seen.availability,
    changes: findChanges(seen, product),
    addedAt: createdAt,
  }
}
