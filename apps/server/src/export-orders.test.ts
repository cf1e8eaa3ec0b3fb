import { Order, User } from '@desideliver/db'
import { givenOrder, givenProduct, givenUser } from '@desideliver/db/testing'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoEmail } from './seed.ts'
import { type TestServer, startTestServer } from '../testing/test-server.ts'

let server: TestServer
let staff: string
let customer: string

beforeAll(async () => {
  server = await startTestServer({ RATE_LIMITS: 'off' })
  staff = await server.signIn('staff')
  customer = await server.signIn('customer')
}, 60_000)
afterAll(() => server.close())

const em = () => server.orm.em.fork()
const demoCustomer = () => em().findOneOrFail(User, { email: demoEmail('customer') })

async function placed(by: User, moment: string, name = 'TOOR DAL'): Promise<Order> {
  const order = await givenOrder(em(), by, [{ product: await givenProduct(em(), { name }), quantity: 2 }])
  await em().nativeUpdate(Order, { id: order.id }, { createdAt: new Date(moment) })
  return order
}

async function download(path: string, token: string): Promise<{ name: string; type: string | null; file: string }> {
  const answer = await fetch(`${server.url}/api${path}`, { headers: { authorization: `Bearer ${token}` } })
  const name = /^attachment; filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? ''
  return { name, type: answer.headers.get('content-type'), file: await answer.text() }
}

const refusalOf = async (path: string, token: string): Promise<string> => {
  const { status, body } = await server.rest('GET', `/api/orders/${path}`, { token })
  return `${status} ${String(body.code)}`
}

const numbersIn = (file: string): unknown[] =>
  parse<Record<string, string>>(file, { columns: true }).map((row) => row['Order Number'])

test('an order is a file named after its number and its day where the business is', async () => {
  const order = await placed(await demoCustomer(), '2026-03-10T04:30:00Z', '=SUM(A1)')
  const { name, type, file } = await download(`/orders/${order.id}/export-csv`, staff)
  expect({ name, type }).toEqual({
    name: `DesiDeliver_Order_${order.orderNumber}_20260309.csv`,
    type: 'text/csv; charset=utf-8',
  })
  const [line] = order.lines.getItems()
  expect(parse(file)).toEqual([
    ['Item Code', 'Description', 'Quantity', 'Unit', 'Category'],
    [line?.itemCode, "'=SUM(A1)", '2', 'case', 'Grain Market'],
  ])
})

test('a day is a file named after it, and today unless told otherwise', async () => {
  const order = await placed(await demoCustomer(), '2026-03-08T06:00:00Z')
  const { name, file } = await download('/orders/daily/export-csv?date=2026-03-08', staff)
  expect({ name, numbers: numbersIn(file) }).toEqual({
    name: 'DesiDeliver_DailyOrders_20260308.csv',
    numbers: [order.orderNumber],
  })
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'America/Chicago' })
  const before = today.format(new Date())
  const unnamed = await download('/orders/daily/export-csv', staff)
  expect(
    [before, today.format(new Date())].map((day) => `DesiDeliver_DailyOrders_${day.replaceAll('-', '')}.csv`),
  ).toContain(unnamed.name)
})

test('an export of an empty day is a file with nothing but its header', async () => {
  for (const date of ['2026-03-01', '2000-01-01', '2999-12-31']) {
    const { type, file } = await download(`/orders/daily/export-csv?date=${date}`, staff)
    expect({ type, lines: parse(file).length }).toEqual({ type: 'text/csv; charset=utf-8', lines: 1 })
  }
})

test('a day of several parts is one file by REST, and the same in parts by tRPC', async () => {
  const order = await placed(await demoCustomer(), '2026-04-20T18:00:00Z')
  await em().execute(
    `insert into order_lines (id, order_id, product_id, position, item_code, name, unit, category, quantity, price, stock_taken)
     select uuid_v7(), order_id, product_id, n, item_code, name, unit, category, n, price, false
     from order_lines, generate_series(2, 1300) n where order_id = ?`,
    [order.id],
  )
  const { file } = await download('/orders/daily/export-csv?date=2026-04-20', staff)
  expect(parse(file)).toHaveLength(1_301)
  let parts = ''
  let cursor: string | undefined
  const cursors = []
  do {
    const body = { date: '2026-04-20', cursor }
    const { data } = await server.trpc<{ csv: string; nextCursor: string | null }>('query', 'orders.exportDaily', {
      token: staff,
      body,
    })
    parts += data.csv
    cursor = data.nextCursor ?? undefined
    cursors.push(data.nextCursor)
  } while (cursor)
  expect(parts).toBe(file)
  const elsewhere = { date: '2026-04-21', cursor: cursors[0] }
  expect(await server.trpc('query', 'orders.exportDaily', { token: staff, body: elsewhere })).toMatchObject({
    code: 'INVALID_CURSOR',
  })
})

test('customers export their own orders, with the filters of their list, and never another’s', async () => {
  const own = await placed(await demoCustomer(), '2026-06-01T18:00:00Z')
  const foreign = await placed(await givenUser(em()), '2026-06-01T18:00:00Z')
  const { name, file } = await download('/orders/summary/export-csv', customer)
  expect(name).toMatch(/^DesiDeliver_OrderSummary_\d{8}\.csv$/)
  expect(numbersIn(file)).toContain(own.orderNumber)
  expect(numbersIn(file)).not.toContain(foreign.orderNumber)
  const june = '/orders/summary/export-csv?from=2026-06-01&to=2026-06-30'
  expect(numbersIn((await download(june, customer)).file)).toEqual([own.orderNumber])
  expect(numbersIn((await download(`${june}&status=delivered`, customer)).file)).toEqual([])
})

test('who may not export, and what cannot be exported, is told before the first byte', async () => {
  const own = await placed(await demoCustomer(), '2026-06-02T18:00:00Z')
  expect(await refusalOf(`${own.id}/export-csv`, customer)).toBe('403 FORBIDDEN')
  expect(await refusalOf('daily/export-csv', customer)).toBe('403 FORBIDDEN')
  expect(await refusalOf('summary/export-csv', staff)).toBe('403 FORBIDDEN')
  expect(await refusalOf('01a206b0-8944-71ba-be8b-8e12bb59dd6d/export-csv', staff)).toBe('404 ORDER_NOT_FOUND')
  for (const date of ['2026-02-30', '0000-01-01', '9999-12-31', 'today', '2026-3-9', '%00'])
    expect(await refusalOf(`daily/export-csv?date=${date}`, staff)).toBe('400 INVALID_INPUT')
  expect(await refusalOf('daily/export-csv?cursor=abc', staff)).toBe('400 INVALID_CURSOR')
  expect(await refusalOf('summary/export-csv?from=2026-13-01', customer)).toBe('400 INVALID_INPUT')
  expect(await refusalOf('summary/export-csv?status=lost', customer)).toBe('400 INVALID_INPUT')
})
