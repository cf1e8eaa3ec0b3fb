import { SentMail, askAccountLink, inTransaction } from '@desideliver/db'
import { givenOrder, givenProduct, givenUser } from '@desideliver/db/testing'
import { afterAll, expect, test, vi } from 'vitest'
import { COORDINATOR, startTestWorker } from '../../testing/test-worker.ts'
import { DEAD_LETTER_QUEUE } from '../dead-letter-queue.ts'
import { enqueue } from '../job.ts'
import { mailNewOrder } from '../orders/mail-new-order.job.ts'
import { mailOrderConfirmation } from '../orders/mail-order-confirmation.job.ts'
import { mailOrderStatus } from '../orders/mail-order-status.job.ts'
import { sendForgottenMails } from './send-forgotten-mails.job.ts'

const worker = await startTestWorker()
const { database, boss, smtp, failures } = worker
afterAll(() => worker[Symbol.asyncDispose]())

const em = () => database.orm.em.fork()

/** Orders of tests were placed at this moment. */
const placed = new Date('2026-03-09T16:00:00Z')
const sweepAt = (minutesLater: number) =>
  sendForgottenMails.run({ ...worker.context(), now: () => new Date(placed.getTime() + minutesLater * 60_000) }, {})

const untilIdle = () =>
  vi.waitFor(async () => {
    const left = `select name from pgboss.job where name like 'mail-%' and state in ('created', 'active', 'retry')`
    expect(await em().execute<object[]>(left)).toEqual([])
  }, 15_000)

const subjectsTo = (address: string) =>
  smtp.received
    .filter(({ recipients }) => recipients.includes(address))
    .map(({ parsed }) => parsed.subject ?? '')
    .toSorted()

test('mails whose jobs were lost go out once, all others are left alone', async () => {
  const customer = await givenUser(em())
  const line = { product: await givenProduct(em()), quantity: 2 }
  const order = await givenOrder(em(), customer, [line])
  const payload = { orderId: order.id }
  for (const [from, to, note] of [
    ['pending', 'confirmed', 'Call first'],
    ['processing', 'processing', 'We deliver 1 of 2'],
  ])
    await em().execute(
      `insert into order_status_changes (id, order_id, from_status, to_status, note, changed_by_id, created_at)
       values (gen_random_uuid(), ?, ?, ?, ?, ?, ?)`,
      [order.id, from, to, note, customer.id, placed],
    )
  // The notice to the coordinator was enqueued as it should be; it was promised, too, and is sent as usual.
  await inTransaction(em(), (tx) => enqueue({ boss }, tx, { job: mailNewOrder, payload }))
  await untilIdle()
  await sweepAt(10)
  await untilIdle()
  expect(subjectsTo(customer.email)).toEqual([])
  for (const minutes of [20, 30, 40]) {
    await sweepAt(minutes)
    await untilIdle()
  }
  const { orderNumber } = order
  expect(subjectsTo(customer.email)).toEqual([
    `We have your order ${orderNumber}`,
    `What we deliver of your order ${orderNumber} has changed`,
    `Your order ${orderNumber} is confirmed`,
  ])
  expect(subjectsTo(COORDINATOR)).toHaveLength(1)
  expect(failures).toEqual([])
  const count = (name: string) => boss.findJobs(name, { data: payload }).then((jobs) => jobs.length)
  expect([
    await count(mailOrderConfirmation.name),
    await count(mailNewOrder.name),
    await count(mailOrderStatus.name),
  ]).toEqual([1, 1, 1])
})

test('a link whose job was lost is mailed, once; one that became pointless is not', async () => {
  const [user, verified] = [await givenUser(em()), await givenUser(em(), { emailVerifiedAt: placed })]
  for (const { id, email } of [user, verified])
    await askAccountLink(em(), { userId: id, purpose: 'verify-email', email, now: placed })
  for (const minutes of [20, 30]) {
    await sweepAt(minutes)
    await untilIdle()
  }
  expect(subjectsTo(user.email)).toEqual(['Confirm your e-mail address'])
  expect(subjectsTo(verified.email)).toEqual([])
})

test('the coordinator hears that an order is ready although only the customer was told', async () => {
  const customer = await givenUser(em())
  const order = await givenOrder(em(), customer, [{ product: await givenProduct(em()), quantity: 2 }])
  await em().execute(
    `insert into order_status_changes (id, order_id, from_status, to_status, note, changed_by_id, created_at)
     values (gen_random_uuid(), ?, 'processing', 'ready', null, ?, ?)`,
    [order.id, customer.id, placed],
  )
  await em().execute(
    `insert into sent_mails (key, recipient, subject, message_id, sent_at) values (?, '', '', '', ?)`,
    [`order-status:${order.id}:ready`, placed],
  )
  await sweepAt(20)
  await untilIdle()
  expect(subjectsTo(COORDINATOR)).toContain(`Order ${order.orderNumber} for ${order.businessName} is ready`)
  expect(subjectsTo(customer.email)).toEqual([`We have your order ${order.orderNumber}`])
})

test('a mail that was given up lies with the dead letters: the sweep leaves it to staff', async () => {
  const order = await givenOrder(em(), await givenUser(em()), [{ product: await givenProduct(em()), quantity: 1 }])
  const payload = { orderId: order.id }
  smtp.refuseWith = 550
  await sweepAt(20)
  await vi.waitFor(
    async () => expect(await boss.findJobs(DEAD_LETTER_QUEUE, { data: payload })).toHaveLength(2),
    15_000,
  )
  // As after two weeks, when the job itself is forgotten.
  await em().execute(`delete from pgboss.job where state = 'failed'`)
  smtp.refuseWith = null
  await sweepAt(30)
  await untilIdle()
  expect(subjectsTo(order.customer.email)).toEqual([])
  expect(await em().count(SentMail, { recipient: order.customer.email })).toBe(0)
})

test('a mail that was lost goes out although another about the same lies with the dead letters', async () => {
  const order = await givenOrder(em(), await givenUser(em()), [{ product: await givenProduct(em()), quantity: 1 }])
  const payload = { orderId: order.id }
  smtp.refuseWith = 550
  await inTransaction(em(), (tx) => enqueue({ boss }, tx, { job: mailNewOrder, payload }))
  await vi.waitFor(
    async () => expect(await boss.findJobs(DEAD_LETTER_QUEUE, { data: payload })).toHaveLength(1),
    15_000,
  )
  smtp.refuseWith = null
  await sweepAt(20)
  await untilIdle()
  expect(subjectsTo(order.customer.email)).toEqual([`We have your order ${order.orderNumber}`])
})
