import { AuditEntry, Order, Ticket, TicketChange, TicketComment, User, newId } from '@desideliver/db'
import { givenOrder, givenProduct, givenUser } from '@desideliver/db/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RestAnswer, type Sent, type TestServer, startTestServer } from '../testing/test-server.ts'
import { demoEmail } from './seed.ts'

interface Comment {
  id: string
  author: string
  comment: string
  isStaff: boolean
  internal: boolean
  code?: string
}

interface TicketBody {
  id: string
  ticketNumber: string
  subject: string
  status: string
  order: { id: string; orderNumber: string } | null
  assignee: { id: string; name: string } | null
  comments: Comment[]
  history: { field: string; oldValue: string | null; newValue: string | null; changedBy: string }[]
  code?: string
}

let server: TestServer
let staff: string
let customer: string

beforeAll(async () => {
  server = await startTestServer({ RATE_LIMITS: 'off' })
  staff = await server.signIn('staff')
  customer = await server.signIn('customer')
})

afterAll(() => server.close())

const em = () => server.orm.em.fork()
const get = <Body = TicketBody>(path: string, token: string) => server.rest<Body>('GET', `/api${path}`, { token })
const patch = (path: string, token: string, body: object) =>
  server.rest<TicketBody>('PATCH', `/api${path}`, { token, body })

const words = {
  subject: 'Two cases are missing',
  description: 'Two cases of toor dal were not on the truck this morning.',
  category: 'order_issue',
}

const open = (details: object = {}, token = customer, headers: Record<string, string> = {}) =>
  server.rest<TicketBody>('POST', '/api/tickets', { token, headers, body: { ...words, ...details } })

const comment = (id: string, body: object, sent: Sent = {}) =>
  server.rest<Comment>('POST', `/api/tickets/${id}/comments`, { token: customer, body, ...sent })

async function givenTicket(details: object = {}, token = customer): Promise<TicketBody> {
  const { status, body } = await open(details, token)
  expect(status).toBe(201)
  return body
}

async function givenOrderOf(user: User): Promise<Order> {
  const tx = em()
  const product = await givenProduct(tx)
  return givenOrder(tx, await tx.findOneOrFail(User, user.id), [{ product, quantity: 1 }])
}

const demo = (role: 'customer' | 'staff') => em().findOneOrFail(User, { email: demoEmail(role) })

/** Status and code of a refusal, once nothing has changed. */
async function refused(call: () => Promise<RestAnswer<{ code?: string }>>): Promise<string> {
  const before = await server.readDatabase()
  const { status, body } = await call()
  expect(await server.readDatabase()).toEqual(before)
  return `${status} ${body.code}`
}

test('a customer opens a ticket about an order, and reads it back', async () => {
  const order = await givenOrderOf(await demo('customer'))
  const ticket = await givenTicket({ orderId: order.id, priority: 'urgent', justification: 'We open at noon' })
  expect(ticket).toMatchObject({
    ticketNumber: expect.stringMatching(/^TKT\d{11}$/),
    status: 'open',
    priority: 'urgent',
    ...words,
    order: { id: order.id, orderNumber: order.orderNumber, status: 'pending' },
    comments: [],
    history: [],
    nextStatuses: [],
  })
  expect((await get(`/tickets/${ticket.id}`, customer)).body).toEqual(ticket)
  const { id, ticketNumber, subject, status } = ticket
  for (const token of [customer, staff])
    expect((await get(`/orders/${order.id}`, token)).body).toMatchObject({
      tickets: [{ id, ticketNumber, subject, status }],
    })
  expect((await get(`/tickets/${ticket.id}`, staff)).body).toMatchObject({ nextStatuses: ['in_progress'] })
})

test('tickets are numbered one after the other, also when they come at once', async () => {
  const tickets = await Promise.all(Array.from({ length: 8 }, () => givenTicket()))
  const numbers = tickets.map(({ ticketNumber }) => Number(ticketNumber.slice(3))).toSorted((a, b) => a - b)
  expect(numbers).toEqual(numbers.map((_, index) => (numbers[0] ?? 0) + index))
})

test.each(['high', 'urgent'])('a customer says why the priority is %s', async (priority) => {
  const asked = { ...words, priority }
  const answer = await open(asked)
  expect(answer).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT', issues: [{ path: 'justification' }] } })
})

test('another customer’s order in a ticket is refused like one that does not exist', async () => {
  const theirs = await givenOrderOf(await givenUser(em()))
  expect(await refused(() => open({ orderId: theirs.id }))).toBe('404 ORDER_NOT_FOUND')
  expect(await refused(() => open({ orderId: newId() }))).toBe('404 ORDER_NOT_FOUND')
})

test('staff open a ticket for the customer who calls, about that customer’s orders', async () => {
  const { id: customerId, ...caller } = await demo('customer')
  const order = await givenOrderOf({ ...caller, id: customerId } as User)
  const ticket = await givenTicket({ customerId, orderId: order.id, priority: 'high' }, staff)
  expect((await get(`/tickets/${ticket.id}`, customer)).body).toMatchObject({ openedBy: 'DesiDeliver' })
  expect(await em().count(AuditEntry, { action: 'tickets.open', objectId: ticket.id })).toBe(1)
  const { id: staffId } = await demo('staff')
  const theirs = await givenOrderOf(await givenUser(em()))
  expect(await refused(() => open({ customerId, orderId: theirs.id }, staff))).toBe('404 ORDER_NOT_FOUND')
  expect(await refused(() => open({}, staff))).toBe('400 INVALID_INPUT')
  expect(await refused(() => open({ customerId: staffId }, staff))).toBe('400 INVALID_INPUT')
  expect(await refused(() => open({ customerId: newId() }, staff))).toBe('404 USER_NOT_FOUND')
  expect(await refused(() => open({ customerId }, customer))).toBe('400 INVALID_INPUT')
})

test('a repeated key opens one ticket and writes one comment', async () => {
  const headers = { 'idempotency-key': 'phone' }
  const answers = await Promise.all(Array.from({ length: 5 }, () => open({}, customer, headers)))
  expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
  expect(await open({ category: 'general' }, customer, headers)).toMatchObject({
    status: 422,
    body: { code: 'IDEMPOTENCY_KEY_REUSED' },
  })
  const { id } = answers[0]?.body ?? (await givenTicket())
  const talk = () => comment(id, { comment: 'Any news?' }, { headers: { 'idempotency-key': 'news' } })
  expect((await talk()).body).toEqual((await talk()).body)
  expect(await em().count(TicketComment, { ticket: id })).toBe(1)
})

test('customers talk with DesiDeliver, staff with people', async () => {
  const { id } = await givenTicket()
  const { firstName, lastName } = await demo('staff')
  expect(await comment(id, { comment: 'Any news?' })).toMatchObject({ status: 201, body: { isStaff: false } })
  expect((await comment(id, { comment: 'On its way' }, { token: staff })).body.author).toBe(`${firstName} ${lastName}`)
  await patch(`/tickets/${id}/status`, staff, { status: 'in_progress', reason: 'Found it' })
  const seen = (await get(`/tickets/${id}`, customer)).body
  expect(seen.comments).toMatchObject([
    { comment: 'Any news?', isStaff: false },
    { comment: 'On its way', isStaff: true, author: 'DesiDeliver' },
  ])
  expect(seen.history).toMatchObject([
    { field: 'status', oldValue: 'open', newValue: 'in_progress', reason: 'Found it', changedBy: 'DesiDeliver' },
  ])
  expect(JSON.stringify(seen)).not.toContain(firstName)
})

test('customers deal with DesiDeliver also where one of its people works there no more', async () => {
  const { id } = await givenTicket()
  const tx = em()
  const ravi = await givenUser(tx, { role: 'staff', firstName: 'Ravi' })
  const ticket = await tx.findOneOrFail(Ticket, id)
  ticket.comment('On its way', { by: ravi, internal: false, now: new Date() })
  ravi.role = 'customer'
  await tx.flush()
  expect((await get(`/tickets/${id}`, customer)).body.comments).toMatchObject([{ author: 'DesiDeliver' }])
  expect((await get(`/tickets/${id}`, staff)).body.comments).toMatchObject([{ author: ravi.contactPerson() }])
})

test('an internal note shows nowhere to its customer', async () => {
  const ticket = await givenTicket()
  const note = await comment(ticket.id, { comment: 'xyzzy: a difficult one', internal: true }, { token: staff })
  expect(note).toMatchObject({ status: 201, body: { internal: true, isStaff: true } })
  expect((await get(`/tickets/${ticket.id}`, customer)).body).toEqual(ticket)
  expect((await get<{ items: object[] }>('/tickets?search=xyzzy', customer)).body.items).toEqual([])
  expect((await get<{ items: object[] }>('/tickets?search=xyzzy', staff)).body.items).toMatchObject([{ id: ticket.id }])
  expect((await get(`/tickets/${ticket.id}`, staff)).body.comments).toMatchObject([{ internal: true }])
  expect(await refused(() => comment(ticket.id, { comment: 'Me too', internal: true }))).toBe('403 FORBIDDEN')
})

test('a ticket is given to staff, to nobody, and to nobody else', async () => {
  const { id } = await givenTicket()
  const [me, them] = [await demo('staff'), await demo('customer')]
  const assign = (assigneeId: string | null, token = staff) => patch(`/tickets/${id}/assignee`, token, { assigneeId })
  expect((await assign(me.id)).body).toMatchObject({ assignee: { id: me.id, name: me.contactPerson() } })
  expect((await assign(me.id)).body.history).toHaveLength(1)
  expect((await get(`/tickets/${id}`, customer)).body).toMatchObject({ assignee: null, history: [] })
  const gone = await givenUser(em(), { role: 'staff', disabledAt: new Date() })
  expect(await refused(() => assign(them.id))).toBe('409 NOT_ASSIGNABLE')
  expect(await refused(() => assign(gone.id))).toBe('409 NOT_ASSIGNABLE')
  expect(await refused(() => assign(newId()))).toBe('404 USER_NOT_FOUND')
  const ravi = await givenUser(em(), { role: 'staff', firstName: 'Ravi', lastName: 'Menon' })
  expect((await assign(ravi.id)).body.history.at(-1)).toMatchObject({ oldValue: me.contactPerson() })
  const { assignee, history } = (await assign(null)).body
  expect([assignee, history.at(-1)?.oldValue]).toEqual([null, 'Ravi Menon'])
  expect(await em().count(AuditEntry, { action: 'tickets.change-assignee', objectId: id })).toBe(3)
})

test('four parallel equal status changes leave one history row', async () => {
  const { id } = await givenTicket()
  const change = () => patch(`/tickets/${id}/status`, staff, { status: 'in_progress' })
  const answers = await Promise.all(Array.from({ length: 4 }, change))
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409, 409])
  expect(await em().count(TicketChange, { ticket: id })).toBe(1)
})

test('a closed ticket changed: neither comments nor changes, by nobody, on REST and tRPC', async () => {
  const { id } = await givenTicket()
  for (const status of ['in_progress', 'resolved', 'closed'])
    expect((await patch(`/tickets/${id}/status`, staff, { status })).status).toBe(200)
  const { id: assigneeId } = await demo('staff')
  expect(await refused(() => comment(id, { comment: 'And another thing' }))).toBe('409 TICKET_CLOSED')
  expect(await refused(() => comment(id, { comment: 'Noted', internal: true }, { token: staff }))).toBe(
    '409 TICKET_CLOSED',
  )
  expect(await refused(() => patch(`/tickets/${id}/status`, staff, { status: 'open' }))).toBe('409 TICKET_CLOSED')
  expect(await refused(() => patch(`/tickets/${id}/priority`, staff, { priority: 'low' }))).toBe('409 TICKET_CLOSED')
  expect(await refused(() => patch(`/tickets/${id}/assignee`, staff, { assigneeId }))).toBe('409 TICKET_CLOSED')
  const byTrpc = await server.trpc('mutation', 'tickets.comment', { token: customer, body: { id, comment: 'Hello' } })
  expect(byTrpc).toMatchObject({ status: 409, code: 'TICKET_CLOSED' })
})

test('each step of a ticket leaves a history entry and an audit entry', async () => {
  const { id } = await givenTicket()
  await patch(`/tickets/${id}/status`, staff, { status: 'in_progress' })
  // However its id is written, the audit knows it as it is stored.
  await patch(`/tickets/${id.toUpperCase()}/priority`, staff, { priority: 'urgent', reason: 'The event is tonight' })
  expect(await refused(() => patch(`/tickets/${id}/status`, staff, { status: 'closed' }))).toBe(
    '409 INVALID_STATUS_TRANSITION',
  )
  const { history } = (await get(`/tickets/${id}`, customer)).body
  expect(history).toMatchObject([
    { field: 'status', oldValue: 'open', newValue: 'in_progress', reason: null },
    { field: 'priority', oldValue: 'medium', newValue: 'urgent', reason: 'The event is tonight' },
  ])
  const audit = await em().find(AuditEntry, { objectType: 'ticket', objectId: id }, { orderBy: { id: 'asc' } })
  expect(audit).toMatchObject([
    { action: 'tickets.change-status', before: { status: 'open' }, after: { status: 'in_progress' } },
    { action: 'tickets.change-priority', after: { priority: 'urgent', reason: 'The event is tonight' } },
  ])
})

const hostile = [
  ['HTML', '<script>alert("1")</script><img src=x onerror=alert(1)>'],
  ['a formula', '=HYPERLINK("https://evil.example","click here")'],
  ['2,000 emoji', '🌶'.repeat(2_000)],
  ['2,001 emoji', '🌶'.repeat(2_001)],
  ['families of emoji', '👩‍👩‍👧‍👦'.repeat(285)],
  ['half a pair', `half a pair \ud83c of surrogates`],
  ['a NUL', 'a NUL \0 in the middle of the text'],
] as const

test.each(hostile)('%s in every field of a ticket is kept as it is, or refused by its field', async (_name, text) => {
  const fits = Array.from(text).length <= 2_000 && !text.includes('\0') && text.isWellFormed()
  const stays = { status: 201, body: { description: text } }
  const fails = { status: 400, body: { issues: [{ path: 'description' }] } }
  expect(await open({ description: text })).toMatchObject(fits ? stays : fails)
  const { id } = await givenTicket()
  for (const field of ['subject', 'justification', 'category', 'priority', 'orderId'])
    expect([201, 400]).toContain((await open({ [field]: text })).status)
  expect((await comment(id, { comment: text })).status).toBe(fits ? 201 : 400)
  expect([200, 400]).toContain(
    (await patch(`/tickets/${id}/status`, staff, { status: 'in_progress', reason: text })).status,
  )
  expect([200, 400]).toContain(
    (await patch(`/tickets/${id}/priority`, staff, { priority: 'low', reason: text })).status,
  )
  expect([200, 400]).toContain(
    (await patch(`/tickets/${id}/assignee`, staff, { assigneeId: null, reason: text })).status,
  )
  for (const token of [staff, customer])
    expect([200, 400]).toContain(
      (await get(`/tickets?search=${encodeURIComponent(text.toWellFormed().slice(0, 200))}`, token)).status,
    )
})

test('the desk is counted by status, priority and category', async () => {
  const count = () => get<Record<string, Record<string, number>>>('/tickets/stats', staff)
  const { body: before } = await count()
  const { id } = await givenTicket({ category: 'payment', priority: 'low' })
  await comment(id, { comment: 'We look into it' }, { token: staff })
  const { body: after, status } = await count()
  expect(status).toBe(200)
  for (const [group, word] of [
    ['byStatus', 'open'],
    ['byPriority', 'low'],
    ['byCategory', 'payment'],
  ] as const)
    expect(after[group]?.[word]).toBe((before[group]?.[word] ?? 0) + 1)
  expect(after).toMatchObject({
    total: await em().count(Ticket),
    open: await em().count(Ticket, { status: { $in: ['open', 'in_progress'] } }),
    lastSevenDays: await em().count(Ticket),
    meanSecondsToFirstAnswer: expect.any(Number),
  })
})

test('an urgent ticket is due sooner, first to be answered, then to be resolved', async () => {
  interface Due extends TicketBody {
    due: { what: string; at: string } | null
  }
  const { id } = await givenTicket({ subject: 'The freezer truck was warm' })
  const read = async (token = staff) => (await get<Due>(`/tickets/${id}`, token)).body.due
  const medium = await read()
  await patch(`/tickets/${id}/priority`, staff, { priority: 'urgent' })
  const urgent = await read()
  expect(Date.parse(urgent?.at ?? '')).toBeLessThan(Date.parse(medium?.at ?? ''))
  expect(await read(customer)).toBeNull()
  const list = async (query = '') =>
    (await get<{ items: Due[] }>(`/tickets/due?limit=100&hours=500${query}`, staff)).body.items
  const dueOf = async () => (await list()).find((ticket) => ticket.id === id)?.due
  expect(await dueOf()).toEqual({ what: 'first_answer', at: urgent?.at })
  const moments = (await list()).map(({ due }) => Date.parse(due?.at ?? ''))
  expect(moments).toEqual(moments.toSorted((a, b) => a - b))
  expect((await list('&assignee=none')).some((ticket) => ticket.id === id)).toBe(true)
  await comment(id, { comment: 'On its way' }, { token: staff })
  expect(await dueOf()).toMatchObject({ what: 'resolution' })
  for (const status of ['in_progress', 'resolved']) await patch(`/tickets/${id}/status`, staff, { status })
  expect(await dueOf()).toBeUndefined()
})

const page = (query: string) =>
  get<{ items: TicketBody[]; nextCursor: string | null; code?: string }>(`/tickets/due?hours=500${query}`, staff)

test('a page of what is due goes on where it ended, and another cursor is refused', async () => {
  await Promise.all(Array.from({ length: 3 }, () => givenTicket()))
  const all = (await page('&limit=100')).body.items.map(({ id }) => id)
  const seen: string[] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const { body } = await page(`&limit=2${cursor && `&cursor=${cursor}`}`)
    seen.push(...body.items.map(({ id }) => id))
    cursor = body.nextCursor
  }
  expect(seen).toEqual(all)
  for (const moment of ['yesterday', '0000-01-01T00:00:00Z']) {
    const forged = Buffer.from(`tickets:due\n["${moment}","${newId()}"]`).toString('base64url')
    expect(await page(`&cursor=${forged}`)).toMatchObject({ status: 400, body: { code: 'INVALID_CURSOR' } })
  }
})

test('a customer rates its closed ticket once; staff read it, and nobody rates what is open or another’s', async () => {
  const { id } = await givenTicket()
  const rate = (body: object, token = customer) =>
    server.rest<TicketBody>('POST', `/api/tickets/${id}/satisfaction`, { token, body })
  expect(await refused(() => rate({ score: 5 }))).toBe('409 TICKET_NOT_CLOSED')
  for (const status of ['in_progress', 'resolved', 'closed']) await patch(`/tickets/${id}/status`, staff, { status })
  for (const score of [0, 6, 4.5, '5']) expect(await refused(() => rate({ score }))).toBe('400 INVALID_INPUT')
  expect(await refused(() => rate({ score: 1 }, staff))).toBe('403 FORBIDDEN')
  const answers = await Promise.all([rate({ score: 4, comment: 'Quick' }), rate({ score: 4, comment: 'Quick' })])
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
  expect((await get(`/tickets/${id}`, staff)).body).toMatchObject({ satisfaction: { score: 4, comment: 'Quick' } })
})

test('customers narrow their list by nothing that staff alone know', async () => {
  const { id } = await demo('staff')
  for (const query of ['assignee=none', `assignee=${id}`, `customerId=${id}`])
    expect(await refused(() => get(`/tickets?${query}`, customer))).toBe('400 INVALID_INPUT')
})
