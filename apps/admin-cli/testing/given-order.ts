import { type Order, createClient } from '@desideliver/sdk'
import { DEMO_PASSWORD, demoEmail } from './given-cli.ts'

/** An order of two cases that the demo customer placed. */
export async function givenOrder(url: string): Promise<Order> {
  const { api, signIn } = createClient({ url })
  await signIn({ email: demoEmail('customer'), password: DEMO_PASSWORD })
  const product = await api.products.get.query({ id: 'DD-1001' })
  await api.cart.add.mutate({ productId: product.id, quantity: 2 })
  return await api.orders.create.mutate({ deliveryInstructions: 'Ring twice' })
}
