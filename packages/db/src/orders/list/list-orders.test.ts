import { createTestDatabase, givenOrder, givenProduct, givenUser } from '@desideliver/db/testing'
import { afterAll, expect, test } from 'vitest'
import type { Product } from '../../catalogue/product.entity.ts'
import type { User } from '../../accounts/user.entity.ts'
import { Order } from '../order.entity.ts'
import { countOrders } from './count-orders.ts'
import { type OrderListing, listOrders } from './list-orders.ts'
import type { OrderFilter } from './order-condition.ts'

const database = await createTestDatabase()
afterAll(() => database[Symbol.asyncDispose]())

const timeZone = 'America/Chicago'
const em = () => database.orm.em.fork()

async function place(details: Partial<Order> = {}, customer?: User, product?: Product): Promise<Order> {
  const writer = em()
  const line = { product: product ?? (await givenProduct(writer)), quantity: 2 }
  const order = await givenOrder(writer, customer ?? (await givenUser(writer)), [line])
  await writer.nativeUpdate(Order, { id: order.id }, details)
  return order
}

type Wanted = Partial<OrderFilter> & { sort?: OrderListing['sort']; limit?: number }

/** Reads a list page by page to its end. */
async function list({ sort = 'newest', limit = 100, ...filter }: Wanted): Promise<string[]> {
  const numbers: string[] = []
  let after: string[] | null = null
  do {
    const page = await listOrders(em(), { filter: { customerId: null, timeZone, ...filter }, sort, limit, after })
    numbers.push(...page.items.map(({ orderNumber }) => orderNumber))
    after = page.position
  } while (after)
  return numbers
}

const numbersOf = (orders: Order[]) => orders.map(({ orderNumber }) => orderNumber)

test('the most urgent come first: by the day they are wanted, which is that of placing where none was asked for', async () => {
  const customer = await givenUser(em())
  const businessName = 'Urgent Foods'
  const later = await place({ businessName, preferredDeliveryDate: '2026-03-20' }, customer)
  const soon = await place({ businessName, preferredDeliveryDate: '2026-03-10', status: 'ready' }, customer)
  const soonToo = await place({ businessName, preferredDeliveryDate: '2026-03-10' }, customer)
  const undated = await place({ businessName, createdAt: new Date('2026-03-09T16:00:00Z') }, customer)
  await place({ businessName, preferredDeliveryDate: '2026-03-01', status: 'cancelled' }, customer)
  const delivered = {
    status: 'delivered',
    preferredDeliveryDate: '2026-03-01',
    actualDeliveryDate: '2026-03-01',
  } as const
  await place({ businessName, ...delivered }, customer)
  const expected = numbersOf([undated, soon, soonToo, later])
  const wanted = { search: businessName, sort: 'urgent' } as const
  expect(await list(wanted)).toEqual(expected)
  expect(await list({ ...wanted, limit: 1 })).toEqual(expected)
  expect(await list({ ...wanted, status: 'ready' })).toEqual(numbersOf([soon]))
  expect(await list({ ...wanted, status: 'delivered' })).toEqual([])
})

test('pages hold every order once, also while others are placed', async () => {
  const customer = await givenUser(em())
  const orders: Order[] = []
  for (let count = 0; count < 5; count++) orders.push(await place({}, customer))
  const filter = { customerId: customer.id, timeZone }
  const first = await listOrders(em(), { filter, sort: 'newest', limit: 2, after: null })
  await place({}, customer)
  const second = await listOrders(em(), { filter, sort: 'newest', limit: 3, after: first.position })
  expect(numbersOf([...first.items, ...second.items])).toEqual(numbersOf(orders.toReversed()))
  expect(second.position).toBeNull()
})

const ravi = { businessName: 'Ravi’s 100% Kitchen', contactPerson: 'Ravi Naidu_2', phoneNumber: '+19725550188' }

test.each([
  ['business', 'ravi’s'],
  ['business, with a sign that stands for itself', '100%'],
  ['contact', 'NAIDU_2'],
  ['phone number as it is stored', '+1972555'],
  ['phone number as people write it', '(972) 555-0188'],
  ['e-mail address', 'Kitchen@Ravi.example'],
  ['part of it', 'avi.exam'],
])('staff find an order by its %s', async (_what, search) => {
  const customer = await givenUser(em(), { email: `kitchen@ravi.example${crypto.randomUUID().slice(0, 8)}` })
  const mine = await place(ravi, customer)
  await place({ businessName: '1000 Kitchens', contactPerson: 'Ravi Naidu 2', phoneNumber: '+12145550100' })
  const found = await list({ search })
  expect(found).toContain(mine.orderNumber)
  expect(new Set(found).size).toBe(await em().count(Order, { phoneNumber: ravi.phoneNumber }))
})

test('staff find the orders of an area code, as people write it', async () => {
  const { orderNumber } = await place({ phoneNumber: '+14695550199' })
  expect(await list({ search: '(469)' })).toContain(orderNumber)
})

test.each(['zzz', '%%%', '____', '(555) 999', '\\\\\\'])('nothing is found for %j', async (search) => {
  await place(ravi)
  expect(await list({ search })).toEqual([])
})

test('what is searched for does not reach from one field to the next', async () => {
  const order = await place({ businessName: 'Alpha', contactPerson: 'Omega' })
  expect(await list({ search: 'Alpha Omega' })).toEqual([])
  expect(await list({ search: order.orderNumber })).toEqual([order.orderNumber])
})

test('what is found a thousand times and more is paged like what is rare', async () => {
  const customer = await givenUser(em())
  const columns =
    'delivery_address, business_name, contact_person, phone_number, subtotal, unpriced_lines, total_quantity'
  await em().execute(
    `insert into orders (id, order_number, customer_id, created_at, updated_at, ${columns})
     select uuid_v7(), 'BULK' || number, ?, now(), now(), 'a', 'Common Foods', 'a', '1', 1, 0, 1
     from generate_series(1001, 2005) number`,
    [customer.id],
  )
  const expected = Array.from({ length: 1_005 }, (_, index) => `BULK${2_005 - index}`)
  expect(await list({ search: 'common foods' })).toEqual(expected)
  expect((await list({ search: 'common foods', sort: 'urgent' })).toSorted()).toEqual(expected.toSorted())
  expect(await list({ search: 'BULK1007' })).toEqual(['BULK1007'])
})

test('customers find their orders by number and item, and none of another', async () => {
  const customer = await givenUser(em())
  const dal = await givenProduct(em(), { name: 'MASOOR DAL 8X2LB', itemCode: 'MD-77' })
  const mine = await place({}, customer, dal)
  const other = await place({}, customer)
  await place({}, undefined, dal)
  const find = (search: string) => list({ customerId: customer.id, search })
  for (const search of ['masoor', 'md-77', mine.orderNumber]) expect(await find(search)).toEqual([mine.orderNumber])
  expect(await find(other.businessName)).toEqual([])
  expect(await list({ customerId: customer.id })).toEqual(numbersOf([other, mine]))
})

test('days are those of the business, and both ends are included', async () => {
  const customer = await givenUser(em())
  const at = (moment: string) => place({ createdAt: new Date(moment) }, customer)
  // Midnight in Chicago is at five o'clock UTC in summer.
  const before = await at('2026-06-02T04:59:59Z')
  const first = await at('2026-06-02T05:00:00Z')
  const last = await at('2026-06-04T04:59:59Z')
  const after = await at('2026-06-04T05:00:00Z')
  const range = (from?: string, to?: string) => list({ customerId: customer.id, from, to })
  expect(await range('2026-06-02', '2026-06-03')).toEqual(numbersOf([last, first]))
  expect(await range(undefined, '2026-06-01')).toEqual(numbersOf([before]))
  expect(await range('2026-06-04')).toEqual(numbersOf([after]))
})

test('orders are counted in each state as if that were not asked for', async () => {
  const customer = await givenUser(em())
  for (const status of ['pending', 'pending', 'ready', 'cancelled'] as const) await place({ status }, customer)
  const counts = await countOrders(em(), { customerId: customer.id, timeZone, status: 'ready' })
  expect(counts).toEqual({ pending: 2, confirmed: 0, processing: 0, ready: 1, delivered: 0, cancelled: 1 })
})

test('a page takes two statements, however many orders are on it', async () => {
  const customer = await givenUser(em())
  const filter = { customerId: customer.id, timeZone }
  const count = async () => {
    const before = database.queries.length
    await listOrders(em(), { filter, sort: 'newest', limit: 100, after: null })
    return database.queries.length - before
  }
  await place({}, customer)
  expect(await count()).toBe(2)
  for (let index = 0; index < 9; index++) await place({}, customer)
  expect(await count()).toBe(2)
})
