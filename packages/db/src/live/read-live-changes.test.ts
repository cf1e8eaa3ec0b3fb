import { createTestDatabase, givenOrder, givenProduct, givenUser } from '@desideliver/db/testing'
import { afterAll, expect, test } from 'vitest'
import type { User } from '../accounts/user.entity.ts'
import { Order } from '../orders/order.entity.ts'
import { type LiveView, readLiveChanges } from './read-live-changes.ts'

const database = await createTestDatabase()
afterAll(() => database[Symbol.asyncDispose]())

const newCustomer = (): Promise<User> => givenUser(database.orm.em.fork())

async function givenOrderOf(customer: User): Promise<Order> {
  const em = database.orm.em.fork()
  return givenOrder(em, customer, [{ product: await givenProduct(em), quantity: 2 }])
}

const viewOf = (customer: User): LiveView => ({ topic: 'order', customerId: customer.id, objectId: null })

const read = (view: LiveView, position: string | null = null, seen: readonly string[] = []) =>
  readLiveChanges(database.orm.em.fork(), view, { position, seen })

/** Other databases of the cluster hold positions back: what was read may come again, but for what was seen. */
async function startOf(view: LiveView): Promise<{ position: string; seen: string[] }> {
  const { position, events } = await read(view)
  return { position, seen: events.map(({ id }) => id) }
}

const instruct = (order: Order, deliveryInstructions: string) =>
  database.orm.em.fork().nativeUpdate(Order, { id: order.id }, { deliveryInstructions })

test('placing an order, its status and other changes are told in their order', async () => {
  const customer = await newCustomer()
  const { position } = await read(viewOf(customer))
  const order = await givenOrderOf(customer)
  await database.orm.em.fork().nativeUpdate(Order, { id: order.id }, { status: 'confirmed' })
  await instruct(order, 'Ring twice')
  const { events } = await read(viewOf(customer), position)
  const { id: objectId, orderNumber } = order
  expect(events).toMatchObject([
    { objectId, details: { change: 'placed', orderNumber, status: 'pending' } },
    { objectId, details: { change: 'status', orderNumber, status: 'confirmed' } },
    { objectId, details: { change: 'details', orderNumber, status: 'confirmed' } },
  ])
})

test('an update that changes nothing is not told', async () => {
  const customer = await newCustomer()
  const order = await givenOrderOf(customer)
  const { position, seen } = await startOf(viewOf(customer))
  await database.orm.em.fork().execute('update orders set status = status where id = ?', [order.id])
  expect((await read(viewOf(customer), position, seen)).events).toEqual([])
})

test('a change whose transaction began first and ended last is not missed', async () => {
  const customer = await newCustomer()
  const [slow, quick] = [await givenOrderOf(customer), await givenOrderOf(customer)]
  const view = viewOf(customer)
  const start = await startOf(view)
  const em = database.orm.em.fork()
  await em.begin()
  await em.nativeUpdate(Order, { id: slow.id }, { deliveryInstructions: 'slow' })
  await instruct(quick, 'quick')
  const first = await read(view, start.position, start.seen)
  expect(first.events.map(({ objectId }) => objectId)).toEqual([quick.id])
  await em.commit()
  const seen = [...start.seen, ...first.events.map(({ id }) => id)]
  const second = await read(view, first.position, seen)
  expect(second.events.map(({ objectId }) => objectId)).toEqual([slow.id])
})

test('a customer sees nothing of another, and one order can be followed alone', async () => {
  const [one, other] = [await newCustomer(), await newCustomer()]
  const { position } = await read(viewOf(one))
  const [first, second] = [await givenOrderOf(one), await givenOrderOf(one)]
  await givenOrderOf(other)
  const own = await read(viewOf(one), position)
  expect(own.events.map(({ objectId }) => objectId)).toEqual([first.id, second.id])
  const alone = await read({ ...viewOf(one), objectId: second.id }, position)
  expect(alone.events.map(({ objectId }) => objectId)).toEqual([second.id])
})

test('who missed more than a thousand changes is told so', async () => {
  const customer = await newCustomer()
  const order = await givenOrderOf(customer)
  const { position } = await read(viewOf(customer))
  await database.orm.em.fork().execute(
    `insert into live_changes (topic, object_id, customer_id, staff_only, details)
     select 'order', ?, ?, false, '{}' from generate_series(1, 1001)`,
    [order.id, customer.id],
  )
  const missed = await read(viewOf(customer), position)
  expect([missed.events.length, missed.tooMany]).toEqual([1_000, true])
})
