import { type DesiDeliverClient, type TicketEvent, createClient } from '@desideliver/sdk'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServer, registration, startTestServer } from '../../server/testing/test-server.ts'
import { DEMO_PASSWORD, demoEmail } from '../../server/src/seed.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer({ RATE_LIMITS: 'off' })
}, 60_000)
afterAll(() => server.close())

async function clientOf(role: 'staff' | 'customer'): Promise<DesiDeliverClient> {
  const client = createClient({ url: server.url })
  await client.signIn({ email: demoEmail(role), password: DEMO_PASSWORD })
  return client
}

/** Watches from now on, as a frontend would. @returns reads until a change, and answers with all until then */
async function watch(client: DesiDeliverClient) {
  const stop = new AbortController()
  const events = client.api.tickets.watch.subscribe({}, { signal: stop.signal })[Symbol.asyncIterator]()
  const until = async (fits: (event: TicketEvent) => boolean): Promise<string[]> => {
    const seen: string[] = []
    for (;;) {
      const { value, done } = await events.next()
      if (done) throw new Error(`The stream ended after ${JSON.stringify(seen)}`)
      const event: TicketEvent = value.data
      if (event.type === 'change') seen.push(`${event.ticket.ticketNumber} ${event.change} ${event.ticket.status}`)
      if (fits(event)) return seen
    }
  }
  await until(({ type }) => type === 'ready')
  const untilChange = (change: string) => until((event) => event.type === 'change' && event.change === change)
  return { untilChange, [Symbol.asyncDispose]: async () => stop.abort() }
}

test('a customer follows its ticket to the end, and hears nothing of notes and of who has it', async () => {
  const [staff, customer] = [await clientOf('staff'), await clientOf('customer')]
  await using desk = await watch(staff)
  await using shop = await watch(customer)
  const words = { subject: 'Two cases are missing', description: 'They were not on the truck this morning.' }
  const { id, ticketNumber } = await customer.api.tickets.create.mutate({ ...words, category: 'delivery' })
  const me = await staff.api.auth.profile.query()
  await staff.api.tickets.assign.mutate({ id, assigneeId: me.id })
  await staff.api.tickets.comment.mutate({ id, comment: 'The third time', internal: true })
  await staff.api.tickets.changePriority.mutate({ id, priority: 'high' })
  await staff.api.tickets.comment.mutate({ id, comment: 'They come tomorrow' })
  for (const status of ['in_progress', 'resolved', 'closed'] as const)
    await staff.api.tickets.changeStatus.mutate({ id, status })
  await customer.api.tickets.rate.mutate({ id, score: 5 })

  const open = ['opened open', 'priority open', 'commented open']
  const end = ['status in_progress', 'status resolved', 'status closed', 'rated closed']
  const told = (steps: string[]) => steps.map((step) => `${ticketNumber} ${step}`)
  expect(await shop.untilChange('rated')).toEqual(told([...open, ...end]))
  const known = ['opened open', 'assignee open', 'noted open', 'priority open', 'commented open']
  expect(await desk.untilChange('rated')).toEqual(told([...known, ...end]))
})

test('a ticket that is another customer’s is not found by who would follow it', async () => {
  const stranger = createClient({ url: server.url })
  const { email, password } = registration()
  await server.register({ email })
  await stranger.signIn({ email, password })
  const customer = await clientOf('customer')
  const words = { subject: 'Where is it?', description: 'It was to come this morning and did not.' }
  const { id } = await customer.api.tickets.create.mutate({ ...words, category: 'delivery' })
  const events = stranger.api.tickets.watch.subscribe({ ticketId: id })[Symbol.asyncIterator]()
  await expect(events.next()).rejects.toMatchObject({ code: 'TICKET_NOT_FOUND', status: 404 })
})
