// What a stranger's project does with the packed SDK. It is compiled outside the workspace, strictly,
// and with every declaration file checked; each `@ts-expect-error` proves that a type is really there.
import { type Order, type Product, type TokenStorage, createClient, isApiError, paginate } from '@desideliver/sdk'

const kept = new Map<string, string>()
const tokenStorage: TokenStorage = {
  get: () => kept.get('token') ?? null,
  set: (token) => void (token === null ? kept.delete('token') : kept.set('token', token)),
}

const client = createClient({ url: 'http://localhost:8000', tokenStorage, timeoutMs: 5_000 })

export async function orderFirst(search: string): Promise<Order | null> {
  await client.signIn({ email: 'customer@desideliver.test', password: 'desideliver-demo' })
  for await (const product of paginate((cursor) =>
    client.api.products.list.query({ search, ...(cursor && { cursor }) }),
  )) {
    if (product.availability === 'in_stock') return orderOne(product)
  }
  return null
}

async function orderOne(product: Product): Promise<Order | null> {
  try {
    await client.api.cart.add.mutate({ productId: product.id, quantity: product.minOrderQuantity })
    const order = await client.api.orders.create.mutate({ deliveryInstructions: 'Ring twice' })
    const placed: Date = order.createdAt
    const subtotal: string = order.subtotal
    console.log(order.orderNumber, placed.toISOString(), subtotal)
    return order
  } catch (error) {
    if (isApiError(error, 'OUT_OF_STOCK')) return null
    throw error
  }
}

// @ts-expect-error a quantity is a number
await client.api.cart.add.mutate({ productId: 'x', quantity: '1' })
// @ts-expect-error there is no such procedure
await client.api.orders.destroy.mutate({})
// @ts-expect-error money is text
export const price: number | null = (await client.api.products.get.query({ id: 'x' })).price
