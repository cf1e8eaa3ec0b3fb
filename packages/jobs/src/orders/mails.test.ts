import { Order, type Product, SentMail, inTransaction } from '@desideliver/db'
import { givenOrder, givenProduct, givenUser } from '@desideliver/db/testing'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { COORDINATOR, startTestWorker } from '../../testing/test-worker.ts'
import { type Job, enqueue } from '../job.ts'
import { PermanentMailError } from '../mail/mailer.ts'
import { DEAD_LETTER_QUEUE } from '../dead-letter-queue.ts'
import { mailNewOrder } from './mail-new-order.job.ts'
import { mailOrderConfirmation } from './mail-order-confirmation.job.ts'
import { mailOrderStatus } from './mail-order-status.job.ts'

const worker = await startTestWorker()
const { database, boss, smtp, failures } = worker
afterAll(() => worker[Symbol.asyncDispose]())

afterEach(() => {
  smtp.refuseWith = null
  smtp.received = []
  failures.length = 0
})

async function givenOrderOf(customer: Parameters<typeof givenUser>[1] = {}, product: Partial<Product> = {}) {
  const em = database.orm.em.fork()
  const line = { product: await givenProduct(em, product), quantity: 3 }
  return givenOrder(em, await givenUser(em, customer), [line])
}

const send = <Payload extends object>(job: Job<Payload>, payload: Payload): Promise<void> =>
  inTransaction(database.orm.em, (em) => enqueue({ boss }, em, { job, payload }))

const mailsTo = (address: string) => smtp.received.filter(({ recipients }) => recipients.includes(address))

/** Waits for mails to someone, as long as a worker may take to fetch a job. */
const untilMailed = (address: string, count = 1) =>
  vi.waitFor(() => {
    const mails = mailsTo(address).map(({ parsed }) => parsed)
    expect(mails).toHaveLength(count)
    return mails
  }, 15_000)

const untilJob = (job: { name: string }, data: object, state: string) =>
  vi.waitFor(async () => {
    const found = await boss.findJobs(job.name, { data })
    expect(found).toMatchObject([{ state }])
    return found[0]
  }, 15_000)

const emailOf = (order: Order): string => order.customer.email

test('a job of a transaction that rolls back is never done, a job of one that commits is done once', async () => {
  const [dropped, kept] = [await givenOrderOf(), await givenOrderOf()]
  const failing = inTransaction(database.orm.em, async (em) => {
    await enqueue({ boss }, em, { job: mailOrderConfirmation, payload: { orderId: dropped.id } })
    throw new Error('changed my mind')
  })
  await expect(failing).rejects.toThrow('changed my mind')
  await send(mailOrderConfirmation, { orderId: kept.id })
  await untilJob(mailOrderConfirmation, { orderId: kept.id }, 'completed')
  expect(await boss.findJobs(mailOrderConfirmation.name, { data: { orderId: dropped.id } })).toEqual([])
  expect(smtp.received.flatMap(({ recipients }) => recipients)).toEqual([emailOf(kept)])
  expect(failures).toEqual([])
})

test('a job whose payload breaks its schema is refused before it is queued', async () => {
  await expect(send(mailOrderConfirmation, { orderId: 'DD20260309001' })).rejects.toThrow(/uuid/i)
  expect(await boss.findJobs(mailOrderConfirmation.name, { data: { orderId: 'DD20260309001' } })).toEqual([])
})

test('a payload that no longer fits its job goes to the dead letters at once, with the fields that are wrong', async () => {
  await boss.send(mailOrderConfirmation.name, { orderId: 'DD20260309001', secret: 'of someone' })
  await untilJob(mailOrderConfirmation, { secret: 'of someone' }, 'failed')
  const letter = await untilJob({ name: DEAD_LETTER_QUEUE }, { secret: 'of someone' }, 'created')
  const message =
    'The payload is none of mail-order-confirmation: orderId (invalid_format), all of it (unrecognized_keys)'
  expect(letter?.sourceOutput).toEqual({ message })
  expect(failures).toMatchObject([{ error: { message } }])
})

test('the confirmation tells the customer what was ordered, in both parts', async () => {
  const order = await givenOrderOf(
    { firstName: 'Asha', lastName: 'Rao, "Chef"' },
    { name: 'TOOR DAL', price: '1234.50' },
  )
  await send(mailOrderConfirmation, { orderId: order.id })
  const [mail] = await untilMailed(emailOf(order))
  expect(mail?.subject).toBe(`We have your order ${order.orderNumber}`)
  for (const part of [mail?.text, mail?.html])
    for (const words of [order.orderNumber, 'TOOR DAL', '$1,234.50', '$3,703.50']) expect(part).toContain(words)
  expect(mail?.text).toContain('Dear Asha Rao, "Chef",')
  expect(mail?.text).toContain('3 x TOOR DAL')
})

test('a price on request is called so and left out of the subtotal', async () => {
  const order = await givenOrderOf({}, { price: null })
  await send(mailOrderConfirmation, { orderId: order.id })
  const [mail] = await untilMailed(emailOf(order))
  expect(mail?.text).toContain('price on request')
  expect(mail?.text).toContain('Subtotal: $0.00 without 1 item whose price is on request')
})

test('the coordinator gets a new order with its CSV, named after the day where the business is', async () => {
  const order = await givenOrderOf({ businessName: 'Spice\r\nBcc: thief@example.org' }, { name: '=HYPERLINK("x")' })
  const em = database.orm.em.fork()
  // Half past eleven in the evening of the 9th in Chicago.
  await em.nativeUpdate(Order, { id: order.id }, { createdAt: new Date('2026-03-10T04:30:00Z') })
  await send(mailNewOrder, { orderId: order.id })
  const [mail] = await untilMailed(COORDINATOR)
  expect(mail?.subject).toBe(`New order ${order.orderNumber} from Spice Bcc: thief@example.org`)
  expect(smtp.received.flatMap(({ recipients }) => recipients)).toEqual([COORDINATOR])
  expect(mail?.attachments).toMatchObject([
    { filename: `DesiDeliver_Order_${order.orderNumber}_20260309.csv`, contentType: 'text/csv' },
  ])
  const rows = mail?.attachments[0]?.content.toString('utf8').split('\r\n')
  expect(rows?.[0]).toBe('Item Code,Description,Quantity,Unit,Category')
  expect(rows?.[1]).toContain(`"'=HYPERLINK(""x"")",3,case,Grain Market`)
})

const html = (field: string): string => `<img src=x onerror="steal('${field}')"> & <%= it %>`

const mailJobs: [string, Pick<Job<unknown>, 'name' | 'run'>, { status?: string; note?: string }][] = [
  ['confirmation', mailOrderConfirmation, {}],
  ['notice to the coordinator', mailNewOrder, {}],
  ['status mail', mailOrderStatus, { status: 'confirmed', note: html('note') }],
]

test.each(mailJobs)('whatever a customer typed is only text in the HTML of the %s', async (_what, job, more) => {
  const order = await givenOrderOf(
    {
      businessName: html('business'),
      firstName: html('first'),
      lastName: '',
      phoneNumber: html('phone'),
      addressLine1: html('street'),
    },
    { name: html('product'), itemCode: html(job.name) },
  )
  await database.orm.em.fork().nativeUpdate(Order, { id: order.id }, { deliveryInstructions: html('instructions') })
  await job.run(worker.context(), { orderId: order.id, ...more })
  const [mail] = smtp.received
  const typed = [
    'business',
    'first',
    'phone',
    'street',
    'product',
    'instructions',
    job.name,
    ...('note' in more ? ['note'] : []),
  ]
  for (const field of typed) {
    expect(mail?.parsed.text).toContain(html(field))
    expect(mail?.parsed.html).toContain(`&lt;img src=x onerror=&quot;steal(&#39;${field}`)
  }
  expect(mail?.parsed.html).not.toContain('<img')
  expect(mail?.parsed.html).not.toMatch(/undefined|\[object/)
})

test.each(['confirmed', 'processing', 'ready', 'delivered', 'cancelled'] as const)(
  'the customer is told once that an order is %s, with the note',
  async (status) => {
    const order = await givenOrderOf()
    for (let time = 0; time < 2; time++)
      await mailOrderStatus.run(worker.context(), { orderId: order.id, status, note: 'As agreed by phone.' })
    const mails = mailsTo(emailOf(order)).map(({ parsed }) => parsed)
    expect(mails).toMatchObject([{ subject: `Your order ${order.orderNumber} is ${status}` }])
    expect(mails[0]?.text).toContain(`your order ${order.orderNumber} is ${status}. As agreed by phone.`)
    expect(mails[0]?.html).toContain('As agreed by phone.')
  },
)

test('the coordinator too is told that an order is ready, and of no other step', async () => {
  const order = await givenOrderOf()
  for (const status of ['confirmed', 'processing', 'ready', 'delivered'] as const)
    await mailOrderStatus.run(worker.context(), { orderId: order.id, status, note: null })
  expect(mailsTo(COORDINATOR).map(({ parsed }) => parsed.subject)).toEqual([expect.stringContaining('is ready')])
})

test('mail programs show the mails of an order together, and no absence is reported to them', async () => {
  const order = await givenOrderOf()
  await mailOrderConfirmation.run(worker.context(), { orderId: order.id })
  await mailOrderStatus.run(worker.context(), { orderId: order.id, status: 'confirmed', note: null })
  const [first, later] = mailsTo(emailOf(order)).map(({ parsed }) => parsed)
  expect(first?.messageId).toContain(order.id)
  expect(later).toMatchObject({ inReplyTo: first?.messageId, references: first?.messageId })
  expect(first?.inReplyTo).toBeUndefined()
  expect(first?.headers.get('auto-submitted')).toBe('auto-generated')
})

test('a mail that will never be taken goes to the dead letters at once', async () => {
  const order = await givenOrderOf()
  smtp.refuseWith = 550
  await send(mailOrderConfirmation, { orderId: order.id })
  const letter = await untilJob({ name: DEAD_LETTER_QUEUE }, { orderId: order.id }, 'created')
  expect(letter?.sourceName).toBe(mailOrderConfirmation.name)
  await untilJob(mailOrderConfirmation, { orderId: order.id }, 'failed')
  expect(failures).toEqual([{ job: mailOrderConfirmation.name, error: expect.any(PermanentMailError) }])
  expect(await database.orm.em.fork().count(SentMail, { recipient: emailOf(order) })).toBe(0)
})

test('a mail that is not taken now stays for a later try, and leaves no record of having been sent', async () => {
  const order = await givenOrderOf()
  smtp.refuseWith = 451
  await send(mailOrderConfirmation, { orderId: order.id })
  const job = await untilJob(mailOrderConfirmation, { orderId: order.id }, 'retry')
  expect(job?.startAfter.getTime()).toBeGreaterThan((job?.createdOn.getTime() ?? Infinity) + 1_000)
  expect(await boss.findJobs(DEAD_LETTER_QUEUE, { data: { orderId: order.id } })).toEqual([])
  expect(await database.orm.em.fork().count(SentMail, { recipient: emailOf(order) })).toBe(0)

  smtp.refuseWith = null
  await mailOrderConfirmation.run(worker.context(), { orderId: order.id })
  expect(mailsTo(emailOf(order))).toHaveLength(1)
})

test('an order that is not there fails its job and does not stop the worker', async () => {
  const missing = { orderId: '019a0000-0000-7000-8000-000000000000' }
  const order = await givenOrderOf()
  await send(mailOrderConfirmation, missing)
  await send(mailOrderConfirmation, { orderId: order.id })
  await untilMailed(emailOf(order))
  const job = await untilJob(mailOrderConfirmation, missing, 'retry')
  expect(failures[0]).toMatchObject({ job: mailOrderConfirmation.name })
  // Or it would fail again, during another test.
  await boss.deleteJob(mailOrderConfirmation.name, job?.id ?? '')
})

test('a job done again sends nothing the second time', async () => {
  const order = await givenOrderOf()
  for (let time = 0; time < 2; time++) await send(mailOrderConfirmation, { orderId: order.id })
  await vi.waitFor(async () => {
    const found = await boss.findJobs(mailOrderConfirmation.name, { data: { orderId: order.id } })
    expect(found.map(({ state }) => state)).toEqual(['completed', 'completed'])
  }, 15_000)
  expect(mailsTo(emailOf(order))).toHaveLength(1)
})

test('a job done by many workers at once sends one mail and records it', async () => {
  const order = await givenOrderOf()
  await Promise.all(Array.from({ length: 8 }, () => mailOrderConfirmation.run(worker.context(), { orderId: order.id })))
  const [mail, ...more] = mailsTo(emailOf(order))
  expect(more).toEqual([])
  expect(await database.orm.em.fork().find(SentMail, { recipient: emailOf(order) })).toMatchObject([
    { key: `order-confirmation:${order.id}`, messageId: mail?.parsed.messageId?.slice(1, -1) },
  ])
})

test('many mails at once all arrive', async () => {
  const orders = []
  for (let index = 0; index < 20; index++) orders.push(await givenOrderOf())
  await Promise.all(orders.map((order) => send(mailOrderConfirmation, { orderId: order.id })))
  for (const order of orders) await untilMailed(emailOf(order))
  expect(failures).toEqual([])
})
