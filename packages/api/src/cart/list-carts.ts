import { type ListedCart, listCarts as findCarts } from '@desideliver/db'
import { z } from 'zod'
import { decimal, moment } from '../fields.ts'
import { cursorAt, invalidCursor, pageInput, pageOf, readPosition } from '../page.ts'
import { staffProcedure } from '../trpc.ts'
import { CartCustomerDto } from './cart-customer.dto.ts'

const ORDER = 'carts:changed'

const CartHeadDto = z
  .strictObject({
    id: z.uuid(),
    customer: CartCustomerDto,
    lineCount: z.int(),
    totalQuantity: z.int(),
    subtotal: decimal.meta({ description: 'Sum of the lines that have a price' }),
    unpricedLines: z.int(),
    updatedAt: moment.meta({ description: 'When something came in, went out or changed last' }),
  })
  .meta({ id: 'CartHead' })

export const listCarts = staffProcedure
  .meta({
    scope: 'orders:read',
    openapi: {
      method: 'GET',
      path: '/carts',
      tags: ['cart'],
      summary: 'List the carts of all customers, changed last first',
      description: 'Those that have something in them.',
    },
  })
  .input(
    z.strictObject({
      search: z.string().trim().max(200).optional().meta({
        description: 'Words of business name, name, phone number or e-mail address',
      }),
      ...pageInput,
    }),
  )
  .output(pageOf(CartHeadDto, 'CartPage'))
  .query(async ({ ctx, input: { search, limit, cursor } }) => {
    const found = await findCarts(ctx.em, { search, limit: limit + 1, after: readAfter(cursor) })
    const shown = found.slice(0, limit)
    const last = shown.at(-1)
    return {
      items: shown.map(toCartHeadDto),
      nextCursor: last && found.length > limit ? cursorAt(ORDER, [last.changed, last.id]) : null,
    }
  })

function readAfter(cursor: string | undefined): Pick<ListedCart, 'changed' | 'id'> | undefined {
  const position = readPosition(cursor, ORDER, 2)
  if (!position) return undefined
  const [changed = '', id = ''] = position
  if (!/^\d{1,16}$/.test(changed)) throw invalidCursor()
  return { changed, id }
}

function toCartHeadDto(cart: ListedCart): z.infer<typeof CartHeadDto> {
  const { id, lineCount, totalQuantity, subtotal, unpricedLines, updatedAt } = cart
  const { customerId, email, businessName, contactPerson, phoneNumber } = cart
  const customer = { id: customerId, email, businessName, contactPerson, phoneNumber }
  return { id, customer, lineCount, totalQuantity, subtotal, unpricedLines, updatedAt }
}
