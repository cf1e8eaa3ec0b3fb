import {
  type DesiDeliverClient,
  type Order,
  type Product,
  createClient,
  isApiError,
  memoryTokenStorage,
} from '@desideliver/sdk'
import { expect, step } from './step.ts'

/** What the customer does, through the SDK: register, find, fill the cart, order. */
export async function orderAsCustomer(
  url: string,
): Promise<{ customer: DesiDeliverClient; order: Order; product: Product }> {
  const customer = await registerCustomer(url)
  await step('The customer looks for basmati', async () => {
    const { items } = await customer.api.products.list.query({ search: 'basmati', limit: 5 })
    expect(
      items.length > 0 && items.every((item) => /basmati/i.test(item.name)),
      'a search for basmati must find basmati',
    )
    return { said: items.map(describe).join('\n'), got: items }
  })
  const product = await findOrderable(customer)
  await fillCart(customer, product)
  await refuseTooMuch(customer, product)
  const order = await placeOrder(customer)
  return { customer, order, product }
}

const describe = ({ itemCode, name, price, availability }: Product): string =>
  `${itemCode.padEnd(8)} ${name} · ${price === null ? 'price on request' : `$${price}`} · ${availability}`

function registerCustomer(url: string): Promise<DesiDeliverClient> {
  return step('A restaurant registers', async () => {
    const tokenStorage = memoryTokenStorage()
    const customer = createClient({ url, tokenStorage })
    const { token, user } = await customer.api.auth.register.mutate({
      email: `demo-${Date.now()}@example.com`,
      password: 'a-long-demo-password',
      firstName: 'Lakshmi',
      lastName: 'Rao',
      businessName: 'Rao’s Tiffin Room',
      businessType: 'restaurant',
      phoneNumber: '(214) 555-0142',
      addressLine1: '12 Spice Lane',
      city: 'Irving',
      state: 'TX',
      zipCode: '75039',
    })
    await tokenStorage.set(token)
    expect(
      user.role === 'customer' && user.phoneNumber === '+12145550142',
      'a new account is a customer with a clean phone number',
    )
    return { said: `${user.businessName}, ${user.email}, ${user.phoneNumber}`, got: customer }
  })
}

function findOrderable(customer: DesiDeliverClient): Promise<Product> {
  return step('The customer finds something in stock with a price', async () => {
    const { items } = await customer.api.products.list.query({ availability: 'in_stock', limit: 100 })
    const product = items.find((item) => item.price !== null && (item.stockQuantity ?? 0) >= 10)
    expect(product !== undefined, 'the catalogue must have a priced product in stock')
    return { said: `${describe(product)}, ${product.stockQuantity} cases`, got: product }
  })
}

function fillCart(customer: DesiDeliverClient, product: Product): Promise<void> {
  return step('The customer fills the cart, twice the same product', async () => {
    await customer.api.cart.add.mutate({ productId: product.id, quantity: 2 })
    const cart = await customer.api.cart.add.mutate({ productId: product.id, quantity: 1 })
    const expected = (Number(product.price) * 3).toFixed(2)
    expect(cart.lines.length === 1 && cart.totalQuantity === 3, 'adding the same product must add up to one line')
    expect(cart.subtotal === expected, `the subtotal must be ${expected}, not ${cart.subtotal}`)
    return { said: `${cart.totalQuantity} cases, $${cart.subtotal}`, got: undefined }
  })
}

function refuseTooMuch(customer: DesiDeliverClient, product: Product): Promise<void> {
  return step('More than there is cannot be added', async () => {
    const tooMany = (product.stockQuantity ?? 0) + 1
    const refusal = await customer.api.cart.add
      .mutate({ productId: product.id, quantity: tooMany })
      .catch((error: unknown) => error)
    expect(
      isApiError(refusal, 'OUT_OF_STOCK') && refusal.status === 409,
      'adding more than the stock must be refused with OUT_OF_STOCK',
    )
    return { said: refusal.message, got: undefined }
  })
}

function placeOrder(customer: DesiDeliverClient): Promise<Order> {
  return step('The customer orders; a retry with the same key orders nothing again', async () => {
    const context = { idempotencyKey: `demo-${Date.now()}` }
    const input = { deliveryInstructions: 'Back door, <ring> twice' }
    const order = await customer.api.orders.create.mutate(input, { context })
    const again = await customer.api.orders.create.mutate(input, { context })
    expect(/^DD\d{8}\d{3,}$/.test(order.orderNumber), `${order.orderNumber} is no order number`)
    expect(again.id === order.id, 'the same key must answer with the same order')
    const cart = await customer.api.cart.get.query()
    expect(cart.lines.length === 0, 'ordering must empty the cart')
    return {
      said: `${order.orderNumber}: ${order.totalQuantity} cases, $${order.subtotal}, ${order.status}`,
      got: order,
    }
  })
}
