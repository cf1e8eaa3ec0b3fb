import { type DesiDeliverClient, type Order, createClient, isApiError } from '@desideliver/sdk'
import { DEMO_PASSWORD, demoEmail } from '@desideliver/server/seed'
import { inTurns, registerCustomers } from './customers.ts'
import { withServer } from './start-server.ts'

const header = 'item_number,item_description,product_category,sheet_source,stock,price,has_pricing,has_stock_info'
const catalogue = [
  header,
  'SCARCE,SCARCE SAFFRON 10X1G,Branded,BRANDED PRODUCTS,10,99.50,TRUE,TRUE',
  'PLENTY,PLENTIFUL TOOR DAL 10X4LB,Bulk,BULK PRODUCTS,,42.50,TRUE,FALSE',
].join('\n')

/** `pnpm bench checkout`: three crowds at the till, over HTTP, and what became of stock and numbers. */
export const benchCheckout = (): Promise<void> => withServer(crowdTheTill)

async function crowdTheTill(url: string): Promise<void> {
  const staff = createClient({ url })
  await staff.signIn({ email: demoEmail('staff'), password: DEMO_PASSWORD })
  await staff.importProducts(catalogue)
  const customers = await registerCustomers(url, 1_000)

  await fill(customers, 'SCARCE')
  await report(
    '1,000 checkouts at once over 10 cases',
    customers.map((customer) => place(customer)),
  )
  const scarce = await staff.api.products.get.query({ id: 'SCARCE' })
  console.log(`  stock left: ${scarce.stockQuantity}`)

  const [first] = customers
  if (!first) throw new Error('There are no customers')
  await first.api.cart.clear.mutate()
  await fill([first], 'PLENTY')
  await report(
    '200 checkouts at once with one idempotency key',
    Array.from({ length: 200 }, () => place(first, 'one-key')),
  )

  const buyers = customers.slice(0, 500)
  await inTurns(buyers.length, 16, async (index) => buyers[index]?.api.cart.clear.mutate())
  await fill(buyers, 'PLENTY')
  await report(
    '500 customers order at once',
    buyers.map((customer) => place(customer)),
  )
}

async function fill(customers: DesiDeliverClient[], itemCode: string): Promise<void> {
  await inTurns(customers.length, 16, async (index) => {
    const api = customers[index]?.api
    const product = await api?.products.get.query({ id: itemCode })
    if (product) await api?.cart.add.mutate({ productId: product.id, quantity: 1 })
  })
}

function place(customer: DesiDeliverClient, idempotencyKey?: string): Promise<Order> {
  return customer.api.orders.create.mutate({}, idempotencyKey ? { context: { idempotencyKey } } : {})
}

async function report(title: string, placings: Promise<Order>[]): Promise<void> {
  const start = performance.now()
  const results = await Promise.allSettled(placings)
  const seconds = (performance.now() - start) / 1_000
  const answers = new Map<string, number>()
  const numbers = new Set<string>()
  for (const result of results) {
    if (result.status === 'fulfilled') numbers.add(result.value.orderNumber)
    const answer = result.status === 'fulfilled' ? '201' : describe(result.reason)
    answers.set(answer, (answers.get(answer) ?? 0) + 1)
  }
  console.log(`${title}: ${seconds.toFixed(2)} s, ${(results.length / seconds).toFixed(0)} answers a second`)
  for (const [answer, count] of answers) console.log(`  ${answer}: ${count}`)
  console.log(`  distinct order numbers: ${numbers.size}`)
}

const describe = (error: unknown): string => (isApiError(error) ? `${error.status} ${error.code}` : String(error))
