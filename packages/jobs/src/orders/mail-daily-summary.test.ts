import { type Order, Order as OrderEntity, inTransaction, newId } from '@desideliver/db'
import { givenOrder, givenProduct, givenUser } from '@desideliver/db/testing'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { COORDINATOR, startTestWorker } from '../../testing/test-worker.ts'
import { enqueue } from '../job.ts'
import { mailDailySummary } from './mail-daily-summary.job.ts'
import { sendDailySummary } from './send-daily-summary.job.ts'

const worker = await startTestWorker()
const { database, boss, smtp } = worker
afterAll(() => worker[Symbol.asyncDispose]())
afterEach(() => {
  smtp.received = []
})

const em = () => database.orm.em.fork()

async function placed(moment: string, details: Partial<Order> = {}): Promise<Order> {
  const line = { product: await givenProduct(em(), { price: '10.00' }), quantity: 3 }
  const order = await givenOrder(em(), await givenUser(em()), [line])
  await em().nativeUpdate(OrderEntity, { id: order.id }, { ...details, createdAt: new Date(moment) })
  return order
}

interface Wanted {
  to?: string
  requestId?: string
}

const mail = (date: string, wanted: Wanted = {}): Promise<void> =>
  mailDailySummary.run(worker.context(), { date, requestId: null, to: null, ...wanted })

const only = () => {
  const [first, ...others] = smtp.received
  if (!first || others.length > 0) throw new Error(`${smtp.received.length} mails came`)
  return { ...first.parsed, to: first.recipients }
}

test('the coordinator gets a day’s orders in figures, by name, and as CSV', async () => {
  const order = await placed('2026-03-09T18:00:00Z', {
    businessName: '<b>Spice</b> & Co',
    preferredDeliveryDate: '2026-03-12',
  })
  await placed('2026-03-09T19:00:00Z', { status: 'cancelled' })
  await placed('2026-03-10T05:00:00Z')
  await mail('2026-03-09')
  const { to, subject, text, html, attachments } = only()
  expect({ to, subject }).toEqual({ to: [COORDINATOR], subject: 'Orders of 2026-03-09: 1' })
  expect(text).toContain('1 order of 2026-03-09 with 3 cases, $30.00. 1 more was cancelled.')
  expect(text).toContain(`${order.orderNumber}, <b>Spice</b> & Co: 3 cases, pending, wanted on 2026-03-12`)
  expect(html).toContain('&lt;b&gt;Spice&lt;/b&gt; &amp; Co')
  expect(attachments).toMatchObject([{ filename: 'DesiDeliver_DailyOrders_20260309.csv', contentType: 'text/csv' }])
  expect(attachments[0]?.content.toString().split('\r\n')).toHaveLength(3)
})

test('a day without orders is told, too, with a file of nothing but its header', async () => {
  await mail('2026-03-01')
  const { subject, text, attachments } = only()
  expect(subject).toBe('Orders of 2026-03-01: none')
  expect(text).toContain('No orders were placed on 2026-03-01.')
  expect(attachments[0]?.content.toString().split('\r\n')).toHaveLength(2)
})

test('the mail of a day goes out once with many workers, and each that staff ask for goes out', async () => {
  await Promise.all([mail('2026-03-09'), mail('2026-03-09'), mail('2026-03-02'), mail('2026-03-02')])
  expect(smtp.received.map(({ parsed }) => parsed.subject)).toEqual(['Orders of 2026-03-02: none'])
  smtp.received = []
  for (let asked = 0; asked < 2; asked++) await mail('2026-03-02', { requestId: newId(), to: 'asha@example.com' })
  expect(smtp.received.map(({ recipients }) => recipients)).toEqual([['asha@example.com'], ['asha@example.com']])
})

test('a CSV that is too large for a mail is not attached: the mail says how to get it', async () => {
  const order = await placed('2026-04-20T18:00:00Z', { deliveryAddress: 'x'.repeat(2_000) })
  await em().execute(
    `insert into order_lines (id, order_id, product_id, position, item_code, name, unit, category, quantity, price, stock_taken)
     select uuid_v7(), order_id, product_id, n, item_code, name, unit, category, n, price, false
     from order_lines, generate_series(2, 4000) n where order_id = ?`,
    [order.id],
  )
  await mail('2026-04-20')
  const { text, html, attachments } = only()
  expect(attachments).toEqual([])
  for (const part of [text, html || '']) expect(part).toContain('desi orders daily --date 2026-04-20')
})

test.each([
  ['in winter', '2026-01-16T11:30:00Z', '2026-01-15'],
  ['on the morning after the clocks went forward', '2026-03-09T10:30:00Z', '2026-03-08'],
  ['on the morning the clocks went back', '2026-11-01T11:30:00Z', '2026-10-31'],
  ['late, just before midnight', '2026-07-16T04:59:59Z', '2026-07-14'],
])('each morning the day before is summed up: %s', async (...[, now, date]) => {
  await sendDailySummary.run({ ...worker.context(), now: () => new Date(now) }, {})
  await vi.waitFor(() => expect(only().subject).toBe(`Orders of ${date}: none`), 15_000)
})

test('a mail that was promised is a job of its own day, whenever it is done', async () => {
  const payload = { date: '2026-02-02', requestId: null, to: null }
  await inTransaction(database.orm.em, (tx) => enqueue({ boss }, tx, { job: mailDailySummary, payload }))
  await vi.waitFor(() => expect(only().subject).toBe('Orders of 2026-02-02: none'), 15_000)
})
