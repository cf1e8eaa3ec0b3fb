import { OrderStatusChange, deliverShort, getOrderForUpdate, inTransaction } from '@desideliver/db'
import { givenOrder, givenProduct, givenUser } from '@desideliver/db/testing'
import { afterAll, expect, test } from 'vitest'
import { startTestWorker } from '../../testing/test-worker.ts'
import { mailShortDelivery } from './mail-short-delivery.job.ts'

const worker = await startTestWorker()
const { database, smtp } = worker
afterAll(() => worker[Symbol.asyncDispose]())

async function givenShortDelivery(name: string, reason: string) {
  const em = database.orm.em.fork()
  const product = await givenProduct(em, { name, price: '10.00' })
  const order = await givenOrder(em, await givenUser(em), [{ product, quantity: 5 }])
  order.status = 'processing'
  await em.flush()
  const by = await givenUser(em, { role: 'staff' })
  const lines = [{ itemCode: product.itemCode, deliveredQuantity: 3, lostQuantity: 0 }]
  await inTransaction(em, async (tx) =>
    deliverShort(tx, await getOrderForUpdate(tx, order.id, by), { lines, reason, by, now: new Date() }),
  )
  const change = await em.findOneOrFail(OrderStatusChange, { order, fromStatus: 'processing' })
  return { order, payload: { orderId: order.id, changeId: change.id } }
}

test('the customer is told once what is delivered instead, and why, in both parts', async () => {
  const { order, payload } = await givenShortDelivery('TOOR DAL', 'Torn bags')
  for (let time = 0; time < 2; time++) await mailShortDelivery.run(worker.context(), payload)
  const mails = smtp.received.filter(({ recipients }) => recipients.includes(order.customer.email))
  expect(mails).toHaveLength(1)
  const [{ parsed } = { parsed: null }] = mails
  expect(parsed?.subject).toBe(`What we deliver of your order ${order.orderNumber} has changed`)
  for (const part of [parsed?.text, parsed?.html])
    for (const words of ['We deliver 3 of 5 x TOOR DAL', 'Torn bags', '$30.00']) expect(part).toContain(words)
})

test('what staff typed is only text in it', async () => {
  const evil = '<img src=x onerror="steal()">'
  const { order, payload } = await givenShortDelivery(evil, evil)
  await mailShortDelivery.run(worker.context(), payload)
  const mail = smtp.received.find(({ recipients }) => recipients.includes(order.customer.email))
  expect(mail?.parsed.text).toContain(`(${order.lines.getItems()[0]?.itemCode}). ${evil}`)
  expect(mail?.parsed.html).not.toContain('<img')
})
