import { type Order, User } from '@desideliver/db'
import { givenOrder, givenProduct } from '@desideliver/db/testing'
import { type DesiDeliverClient, type OrderEvent, createClient } from '@desideliver/sdk'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServer, startTestServer } from '../../server/testing/test-server.ts'
import { readSettings } from '../../server/src/env.ts'
import { DEMO_PASSWORD, demoEmail } from '../../server/src/seed.ts'
import { type RunningServer, serve } from '../../server/src/serve.ts'

let server: TestServer
/** Another process of the same business, as far as either can tell. */
let neighbour: RunningServer

beforeAll(async () => {
  server = await startTestServer({ RATE_LIMITS: 'off' })
  neighbour = await startNeighbour()
}, 60_000)
afterAll(async () => {
  await neighbour.close()
  await server.close()
})

function startNeighbour(port = '0'): Promise<RunningServer> {
  const variables = { NODE_ENV: 'test', PORT: port, DATABASE_POOL_SIZE: '5', WORKER: 'off', RATE_LIMITS: 'off' }
  const { databaseUrl, mailboxFolder } = server
  const logger = pino({ level: 'silent' })
  return serve({ settings: readSettings(variables), databaseUrl, mailboxFolder, logger })
}

async function clientOf(role: 'staff' | 'customer', url = server.url): Promise<DesiDeliverClient> {
  const client = createClient({ url })
  await client.signIn({ email: demoEmail(role), password: DEMO_PASSWORD })
  return client
}

async function givenOrderOf(email: string): Promise<Order> {
  const em = server.orm.em.fork()
  const customer = await em.findOneOrFail(User, { email })
  return givenOrder(em, customer, [{ product: await givenProduct(em), quantity: 2 }])
}

interface Seen extends AsyncDisposable {
  /** Reads on until an event fits. @returns all until then, and the id of the last */
  until: (fits: (event: OrderEvent) => boolean) => Promise<{ events: OrderEvent[]; id: string }>
}

interface Subscription {
  orderId?: string
  lastEventId?: string
}

/** Watches with the SDK, as a frontend would. */
function watch(client: DesiDeliverClient, input: Subscription = {}): Seen {
  const stop = new AbortController()
  const events = client.api.orders.watch.subscribe(input, { signal: stop.signal })[Symbol.asyncIterator]()
  return {
    async until(fits) {
      const seen: OrderEvent[] = []
      for (;;) {
        const { value, done } = await events.next()
        if (done) throw new Error(`The stream ended after ${JSON.stringify(seen)}`)
        seen.push(value.data)
        if (fits(value.data)) return { events: seen, id: value.id }
      }
    },
    async [Symbol.asyncDispose]() {
      stop.abort()
      await events.return?.()
    },
  }
}

const isReady = ({ type }: OrderEvent): boolean => type === 'ready'
const isChangeTo =
  (status: string) =>
  (event: OrderEvent): boolean =>
    event.type === 'change' && event.order.status === status

const changeOf = (event: OrderEvent | undefined) =>
  event?.type === 'change' ? [event.order.orderNumber, event.change, event.order.status] : event

const numbersOf = (events: OrderEvent[]) => events.map((event) => event.type === 'change' && event.order.orderNumber)

test('a customer sees what staff do at another process', async () => {
  const [customer, staff] = [await clientOf('customer'), await clientOf('staff', neighbour.url)]
  await using seen = watch(customer)
  await seen.until(isReady)
  const { id, orderNumber } = await givenOrderOf(demoEmail('customer'))
  const placed = await seen.until(isChangeTo('pending'))
  expect(changeOf(placed.events.at(-1))).toEqual([orderNumber, 'placed', 'pending'])
  await staff.api.orders.changeStatus.mutate({ id, status: 'confirmed' })
  const confirmed = await seen.until(isChangeTo('confirmed'))
  expect(confirmed.events.map(changeOf)).toEqual([[orderNumber, 'status', 'confirmed']])
})

test('staff see all orders, a customer none of another', async () => {
  const [staff, customer] = [await clientOf('staff'), await clientOf('customer')]
  await server.register({ email: 'other@example.com' })
  await using all = watch(staff)
  await using own = watch(customer)
  await Promise.all([all.until(isReady), own.until(isReady)])
  const other = await givenOrderOf('other@example.com')
  const mine = await givenOrderOf(demoEmail('customer'))
  const isMine = (event: OrderEvent): boolean => event.type === 'change' && event.order.id === mine.id
  expect(numbersOf((await all.until(isMine)).events)).toEqual([other.orderNumber, mine.orderNumber])
  expect(numbersOf((await own.until(isMine)).events)).toEqual([mine.orderNumber])
})

test('one order is followed by its id, however that is written', async () => {
  const staff = await clientOf('staff')
  const [order, other] = [await givenOrderOf(demoEmail('customer')), await givenOrderOf(demoEmail('customer'))]
  await using seen = watch(staff, { orderId: order.id.toUpperCase() })
  await seen.until(isReady)
  for (const { id } of [other, order]) await staff.api.orders.changeStatus.mutate({ id, status: 'confirmed' })
  const { events } = await seen.until(isChangeTo('confirmed'))
  expect(events.map(changeOf)).toEqual([[order.orderNumber, 'status', 'confirmed']])
})

test('an order that is unknown, or another customer’s, is not found by who would follow it', async () => {
  await server.register({ email: 'owner@example.com' })
  const { id } = await givenOrderOf('owner@example.com')
  const missing = '019a0000-0000-7000-8000-000000000000'
  for (const [role, orderId] of [
    ['customer', id],
    ['customer', missing],
    ['staff', missing],
  ] as const) {
    await using seen = watch(await clientOf(role), { orderId })
    await expect(seen.until(isReady)).rejects.toMatchObject({ code: 'ORDER_NOT_FOUND', status: 404 })
  }
})

test('who comes back with the last id is told what happened meanwhile', async () => {
  const staff = await clientOf('staff')
  const order = await givenOrderOf(demoEmail('customer'))
  let id: string
  {
    await using seen = watch(staff)
    ;({ id } = await seen.until(isReady))
  }
  await staff.api.orders.changeStatus.mutate({ id: order.id, status: 'confirmed' })
  await staff.api.orders.changeStatus.mutate({ id: order.id, status: 'processing' })
  await using again = watch(staff, { orderId: order.id, lastEventId: id })
  const { events } = await again.until(isReady)
  const statuses = events.flatMap((event) => (event.type === 'change' ? [event.order.status] : []))
  expect(statuses.slice(-2)).toEqual(['confirmed', 'processing'])
})

test('a stopped server does not end the watching: it goes on where it was', async () => {
  const first = await startNeighbour()
  const client = await clientOf('staff', first.url)
  await using seen = watch(client)
  await seen.until(isReady)
  await first.close()
  const order = await givenOrderOf(demoEmail('customer'))
  const second = await startNeighbour(new URL(first.url).port)
  try {
    const { events } = await seen.until((event) => event.type === 'change' && event.order.id === order.id)
    expect(changeOf(events.at(-1))).toEqual([order.orderNumber, 'placed', 'pending'])
  } finally {
    await second.close()
  }
})

test('watching ends with the session', async () => {
  const client = await clientOf('customer')
  await using seen = watch(client)
  await seen.until(isReady)
  await client.api.auth.logout.mutate()
  await givenOrderOf(demoEmail('customer'))
  await expect(seen.until(() => false)).rejects.toMatchObject({ code: 'UNAUTHENTICATED', status: 401 })
})

test.each([
  ['a made-up id', { lastEventId: 'x' }],
  ['an order id that is none', { orderId: 'x' }],
])('watching with %s is refused once and for all', async (_, input) => {
  await using seen = watch(await clientOf('staff'), input)
  await expect(seen.until(isReady)).rejects.toMatchObject({ code: 'INVALID_INPUT', status: 400 })
})

test('nobody watches without signing in', async () => {
  await using seen = watch(createClient({ url: server.url }))
  await expect(seen.until(isReady)).rejects.toMatchObject({ code: 'UNAUTHENTICATED', status: 401 })
})

test('who was away for more than a week is told to read everything anew', async () => {
  const staff = await clientOf('staff')
  await using seen = watch(staff, { lastEventId: '1-1000' })
  const { events } = await seen.until(({ type }) => type === 'reset')
  // Changes of a moment ago may be told again before it.
  expect(events.filter(({ type }) => type !== 'change')).toEqual([{ type: 'reset' }])
})

test('nobody opens streams without end', async () => {
  const client = await clientOf('customer')
  await using many = new AsyncDisposableStack()
  for (let count = 0; count < 20; count++) await many.use(watch(client)).until(isReady)
  const answer = await server.trpc('query', 'orders.watch', { token: await server.signIn('customer') })
  expect([answer.status, answer.code]).toEqual([429, 'TOO_MANY_SUBSCRIPTIONS'])
})
