import { createTestDatabase, givenOrder, givenProduct, givenUser } from '@desideliver/db/testing'
import { parse } from 'csv-parse/sync'
import { afterAll, expect, test } from 'vitest'
import type { User } from '../../accounts/user.entity.ts'
import { bare } from '../../csv-cells.ts'
import { Order } from '../order.entity.ts'
import { readOrderSummary } from './order-summary-csv.ts'

const database = await createTestDatabase()
afterAll(() => database[Symbol.asyncDispose]())
const em = database.orm.em.fork()
const product = await givenProduct(em)
const timeZone = 'America/Chicago'

async function placed(customer: User, moment: string, details: Partial<Order> = {}): Promise<Order> {
  const order = await givenOrder(em, customer, [{ product, quantity: 4 }])
  await em.nativeUpdate(Order, { id: order.id }, { ...details, createdAt: new Date(moment) })
  return order
}

type Filter = Omit<Parameters<typeof readOrderSummary>[1], 'customerId' | 'timeZone'>

async function summaryOf(customer: User, filter: Filter = {}): Promise<string[][]> {
  let csv = ''
  let after: string | null = null
  do {
    const page = await readOrderSummary(em, { customerId: customer.id, timeZone, ...filter }, after)
    csv += page.csv
    after = page.after
  } while (after)
  return parse(csv)
}

const numbersOf = async (customer: User, filter: Filter): Promise<string[]> =>
  (await summaryOf(customer, filter)).slice(1).map(([number = '']) => number)

test('the summary has a line for each order, newest first, with its day where the business is', async () => {
  const customer = await givenUser(em)
  const first = await placed(customer, '2026-03-09T18:00:00Z')
  // Half past eleven in the evening in Chicago.
  const second = await placed(customer, '2026-03-11T04:30:00Z', { status: 'confirmed', contactPerson: 'Asha Rao' })
  expect(await summaryOf(customer)).toEqual([
    [
      'Order Number',
      'Business Name',
      'Contact Person',
      'Phone Number',
      'Delivery Address',
      'Order Date',
      'Total Items',
      'Status',
    ],
    [
      second.orderNumber,
      'Meera Foods',
      'Asha Rao',
      "'+12145550100",
      first.deliveryAddress,
      '2026-03-10',
      '4',
      'confirmed',
    ],
    [
      first.orderNumber,
      'Meera Foods',
      'Meera Shah',
      "'+12145550100",
      first.deliveryAddress,
      '2026-03-09',
      '4',
      'pending',
    ],
  ])
})

test('nothing of another customer ever stands in a summary', async () => {
  const [mine, theirs] = [await givenUser(em), await givenUser(em)]
  const own = await placed(mine, '2026-03-09T18:00:00Z')
  await placed(theirs, '2026-03-09T18:00:00Z')
  expect(await numbersOf(mine, {})).toEqual([own.orderNumber])
  expect(await summaryOf(await givenUser(em))).toHaveLength(1)
})

test('status and days choose, with the days of the business, the first and the last included', async () => {
  const customer = await givenUser(em)
  const moments = ['2026-03-08T05:59:59Z', '2026-03-08T06:00:00Z', '2026-03-09T04:59:59Z', '2026-03-09T05:00:00Z']
  const orders = []
  for (const moment of moments) orders.push(await placed(customer, moment))
  const [before, first, last = '', behind] = orders.map(({ orderNumber }) => orderNumber)
  expect(await numbersOf(customer, { from: '2026-03-08', to: '2026-03-08' })).toEqual([last, first])
  expect(await numbersOf(customer, { from: '2026-03-09' })).toEqual([behind])
  expect(await numbersOf(customer, { to: '2026-03-07' })).toEqual([before])
  await em.nativeUpdate(Order, { orderNumber: last }, { status: 'cancelled' })
  expect(await numbersOf(customer, { status: 'cancelled' })).toEqual([last])
})

test('a long summary comes in parts that tell each order once', async () => {
  const customer = await givenUser(em)
  await em.execute(
    `insert into orders (id, order_number, customer_id, delivery_address, business_name, contact_person, phone_number,
       subtotal, unpriced_lines, total_quantity, created_at, updated_at)
     select uuid_v7(), 'MANY' || n, ?, '', '', '', '', 0, 0, 1, now(), now() from generate_series(1, 1200) n`,
    [customer.id],
  )
  expect(new Set(await numbersOf(customer, {})).size).toBe(1_200)
})

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1+1', '<i>"A", B</i>\nsecond', '🛵'.repeat(2_000)])(
  'formula injection in the summary CSV: %j is text to a spreadsheet, and comes through whole',
  async (text) => {
    const customer = await givenUser(em)
    const texts = { businessName: text, contactPerson: text, phoneNumber: text, deliveryAddress: text }
    await placed(customer, '2026-03-09T18:00:00Z', texts)
    const [, cells = []] = await summaryOf(customer)
    expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([])
    expect(cells.slice(1, 5).map(bare)).toEqual([text, text, text, text])
  },
)
