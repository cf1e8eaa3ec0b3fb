import {
  type Cart,
  type User,
  businessNotVerified,
  cartEmpty,
  deliveryOf,
  findOrderObstacle,
  getCart,
  lastDeliveryDay,
  nextDeliveryDates,
  priceIssues,
} from '@desideliver/db'
import { z } from 'zod'
import { CartDto, toCartDto } from '../cart.dto.ts'
import type { Policy } from '../context.ts'
import { day } from '../fields.ts'
import { customerProcedure } from '../trpc.ts'

const OFFERED_DATES = 14

const ObstacleDto = z
  .strictObject({
    code: z.string().meta({ example: 'PRICE_CHANGED' }),
    path: z.string().meta({ description: '`lines.0` is the first line of the cart; empty where it is about no line' }),
    message: z.string(),
  })
  .meta({ id: 'CheckoutObstacle' })

const CheckoutDto = z
  .strictObject({
    deliveryAddress: z.string(),
    businessName: z.string(),
    contactPerson: z.string(),
    phoneNumber: z.string(),
    cart: CartDto,
    canOrder: z.boolean(),
    obstacles: z.array(ObstacleDto).meta({ description: 'All that an order would be refused for now' }),
    deliveryDates: z.array(day).meta({ description: 'The next days that can be wished for, soonest first' }),
    lastDeliveryDate: day.meta({ description: 'No day after it can be wished for' }),
    cutOff: z.string().meta({ description: 'Ordered by then, it can come the next day', example: '18:00' }),
    timeZone: z.string().meta({ description: 'Of the cut-off and of all days', example: 'America/Chicago' }),
  })
  .meta({ id: 'Checkout' })

export const previewCheckout = customerProcedure
  .meta({
    scope: 'orders:write',
    openapi: {
      method: 'GET',
      path: '/orders/checkout',
      tags: ['orders'],
      summary: 'See what an order would be',
      description:
        'What the profile fills in, what the cart comes to, what stands in the way, and when it can be delivered. ' +
        'Nothing is reserved.',
    },
  })
  .input(z.void())
  .output(CheckoutDto)
  .query(async ({ ctx }) => {
    const cart = await getCart(ctx.em, ctx.user.id)
    const obstacles = findObstacles(cart, ctx.user, ctx.policy)
    const { deliveryAddress, businessName, contactPerson, phoneNumber } = deliveryOf(ctx.user, {})
    const { delivery } = ctx.policy
    return {
      deliveryAddress,
      businessName,
      contactPerson,
      phoneNumber,
      cart: toCartDto(cart),
      canOrder: obstacles.length === 0,
      obstacles,
      deliveryDates: nextDeliveryDates(delivery, ctx.now(), OFFERED_DATES),
      lastDeliveryDate: lastDeliveryDay(delivery, ctx.now()),
      cutOff: delivery.cutOff,
      timeZone: delivery.timeZone,
    }
  })

/** In the order in which placing the order would meet them. */
function findObstacles(cart: Cart, user: User, policy: Policy): z.infer<typeof ObstacleDto>[] {
  const lines = cart.lines.getItems()
  const whole = [
    ...(policy.ordersRequireVerifiedBusiness && !user.verifiedBusinessAt ? [businessNotVerified()] : []),
    ...(lines.length === 0 ? [cartEmpty()] : []),
  ]
  return [
    ...whole.map(({ code, message }) => ({ code, path: '', message })),
    ...lines.flatMap(({ product, quantity }, index) => {
      const obstacle = findOrderObstacle(product, quantity)
      return obstacle ? [{ ...obstacle, path: `lines.${index}` }] : []
    }),
    ...priceIssues(lines).map((issue) => ({ code: 'PRICE_CHANGED', ...issue })),
  ]
}
