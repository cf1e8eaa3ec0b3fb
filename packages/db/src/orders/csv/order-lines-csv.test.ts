import { createTestDatabase, givenCategory, givenOrder, givenProduct, givenUser } from '@desideliver/db/testing'
import { parse } from 'csv-parse/sync'
import { afterAll, expect, test } from 'vitest'
import { bare } from '../../csv-cells.ts'
import { Order } from '../order.entity.ts'
import {
  type LinePosition,
  type OrderDays,
  countOrderLines,
  orderLinesFileName,
  readOrderLines,
} from './order-lines-csv.ts'

const database = await createTestDatabase()
afterAll(() => database[Symbol.asyncDispose]())
const em = database.orm.em.fork()
const customer = await givenUser(em)
const product = await givenProduct(em)

const daysOf = (from: string, to = from): OrderDays => ({ from, to, timeZone: 'America/Chicago' })

const placed = async (moment: string, details: Partial<Order> = {}): Promise<Order> => {
  const order = await givenOrder(em, customer, [{ product, quantity: 2 }])
  await em.nativeUpdate(Order, { id: order.id }, { ...details, createdAt: new Date(moment) })
  return order
}

const giveLines = (order: Order, from: number, to: number): Promise<unknown> =>
  em.execute(
    `insert into order_lines (id, order_id, product_id, position, item_code, name, unit, category, quantity, price, stock_taken)
     select uuid_v7(), ?, ?, n, 'LINE-' || n, 'TOOR DAL', 'case', 'Grain Market', n, null, false from generate_series(?::int, ?::int) n`,
    [order.id, product.id, from, to],
  )

/** All parts, one after the other. */
async function readAll(days: OrderDays): Promise<{ csv: string; rows: number; pages: number }> {
  let [csv, rows, pages] = ['', 0, 0]
  let after: LinePosition | null = null
  do {
    const page = await readOrderLines(database.orm.em.fork(), days, after)
    csv += page.csv
    rows += page.rows
    pages += 1
    after = page.after
  } while (after)
  return { csv, rows, pages }
}

const moved = (moment: string, ms: number): string => new Date(Date.parse(moment) + ms).toISOString()

const cellsOf = (csv: string): string[][] => parse(csv)
const numbersIn = (csv: string): string[] => [
  ...new Set(
    cellsOf(csv)
      .slice(1)
      .map(([number = '']) => number),
  ),
]

test('a day is a sheet with its columns, one line for each line of its orders', async () => {
  const order = await placed('2026-01-20T18:00:00Z', {
    businessName: 'Spice, "Hut"',
    contactPerson: 'Asha Rao',
    deliveryAddress: '1 Elm Street, Plano, TX 75024',
  })
  const { csv } = await readOrderLines(em, daysOf('2026-01-20'), null)
  expect(csv.split('\r\n')).toEqual([
    'Order Number,Business Name,Item Code,Description,Quantity,Unit,Category,Delivery Address,Contact Person,Phone Number',
    `${order.orderNumber},"Spice, ""Hut""",${product.itemCode},TOOR DAL 10X4LB,2,case,Grain Market,"1 Elm Street, Plano, TX 75024",Asha Rao,'+12145550100`,
    '',
  ])
})

test('an empty day is nothing but the header', async () => {
  const { csv, rows, after } = await readOrderLines(em, daysOf('2026-01-21'), null)
  expect({ lines: cellsOf(csv).length, rows, after }).toEqual({ lines: 1, rows: 0, after: null })
})

test.each([
  ['a winter day', '2026-01-15', '2026-01-15T06:00:00Z', '2026-01-16T05:59:59.999Z'],
  ['a summer day', '2026-07-15', '2026-07-15T05:00:00Z', '2026-07-16T04:59:59.999Z'],
  ['the day of 23 hours', '2026-03-08', '2026-03-08T06:00:00Z', '2026-03-09T04:59:59.999Z'],
  ['the day of 25 hours', '2026-11-01', '2026-11-01T05:00:00Z', '2026-11-02T05:59:59.999Z'],
])('%s begins and ends where the business is', async (...[, day, first, last]) => {
  const [, begun, ended] = [await placed(moved(first, -1)), await placed(first), await placed(last)]
  await placed(moved(last, 1))
  const { csv } = await readAll(daysOf(day))
  expect(numbersIn(csv)).toEqual([begun.orderNumber, ended.orderNumber])
})

test('several days are one sheet, in the order of placing', async () => {
  const late = await placed('2026-02-04T18:00:00Z')
  const early = await placed('2026-02-02T18:00:00Z')
  await placed('2026-02-05T18:00:00Z')
  const days = daysOf('2026-02-02', '2026-02-04')
  const { csv, rows } = await readAll(days)
  expect(numbersIn(csv)).toEqual([early.orderNumber, late.orderNumber])
  expect(await countOrderLines(em, days)).toBe(rows)
})

test('what was cancelled is neither picked nor delivered', async () => {
  const kept = await placed('2026-01-22T18:00:00Z', { status: 'confirmed' })
  await placed('2026-01-22T19:00:00Z', { status: 'cancelled' })
  const { csv } = await readAll(daysOf('2026-01-22'))
  expect(numbersIn(csv)).toEqual([kept.orderNumber])
  expect(await countOrderLines(em, daysOf('2026-01-22'))).toBe(1)
})

test('what cannot be delivered is not picked', async () => {
  const order = await placed('2026-01-23T18:00:00Z')
  await em.execute('update order_lines set short_quantity = 1 where order_id = ?', [order.id])
  const { csv } = await readAll(daysOf('2026-01-23'))
  expect(cellsOf(csv)[1]?.[4]).toBe('1')
})

test('a day of several parts tells each line once, in order', async () => {
  const moment = '2026-04-20T18:00:00Z'
  const orders = [await placed(moment), await placed(moment), await placed(moment)].toSorted((a, b) =>
    a.id < b.id ? -1 : 1,
  )
  for (const order of orders) await giveLines(order, 2, 400)
  const { csv, rows, pages } = await readAll(daysOf('2026-04-20'))
  expect({ rows, pages }).toEqual({ rows: 1_200, pages: 3 })
  const lines = cellsOf(csv).slice(1)
  expect(lines.map(([number, , , , quantity]) => [number, quantity])).toEqual(
    orders.flatMap(({ orderNumber }) =>
      Array.from({ length: 400 }, (_, n) => [orderNumber, String(n === 0 ? 2 : n + 1)]),
    ),
  )
})

test('an order that is cancelled while it is told is told to its end, and one that is yet to come is not', async () => {
  const told = await placed('2026-04-21T18:00:00Z')
  const coming = await placed('2026-04-21T19:00:00Z')
  await giveLines(told, 2, 600)
  const first = await readOrderLines(em, daysOf('2026-04-21'), null)
  await em.nativeUpdate(Order, { id: [told.id, coming.id] }, { status: 'cancelled' })
  const second = await readOrderLines(em, daysOf('2026-04-21'), first.after)
  expect(first.rows + second.rows).toBe(600)
})

test.each([
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1+1',
  '\n=1+1',
  '=HYPERLINK("https://thief.example","x")',
  "'=1+1",
  '<b>"Ghee", 5L</b>\r\nsecond line',
  '🛵'.repeat(2_000),
])('formula injection in the daily CSV: %j is text to a spreadsheet, and comes through whole', async (text) => {
  const named = await givenProduct(em, {
    itemCode: text,
    name: text,
    orderUnit: text,
    category: await givenCategory(em, text),
  })
  const order = await givenOrder(em, customer, [{ product: named, quantity: 3 }])
  const address = { businessName: text, deliveryAddress: text, contactPerson: text, phoneNumber: text }
  await em.nativeUpdate(Order, { id: order.id }, { ...address, createdAt: new Date('2026-05-05T18:00:00Z') })
  const cells = cellsOf((await readAll(daysOf('2026-05-05'))).csv).at(-1) ?? []
  expect(cells.filter((cell) => /^[=+\-@\t\r\n]/.test(cell))).toEqual([])
  expect(cells.map(bare)).toEqual([order.orderNumber, text, text, text, '3', text, text, text, text, text])
  await em.nativeUpdate(Order, { id: order.id }, { status: 'cancelled' })
})

test('a file is named after its day, or its first and last', () => {
  expect(orderLinesFileName(daysOf('2026-03-09'))).toBe('DesiDeliver_DailyOrders_20260309.csv')
  expect(orderLinesFileName(daysOf('2026-03-01', '2026-03-31'))).toBe('DesiDeliver_Orders_20260301_20260331.csv')
})
