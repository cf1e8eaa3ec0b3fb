import type { EntityManager } from '@mikro-orm/postgresql'
import { createTestDatabase, givenOrder, givenProduct, givenTicket, givenUser } from '@desideliver/db/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { User } from '../accounts/user.entity.ts'
import { countTickets } from './count-tickets.ts'
import { listDueTickets } from './list-due-tickets.ts'
import { listTickets } from './list-tickets.ts'
import type { TicketFilter } from './ticket-condition.ts'
import type { Ticket } from './ticket.entity.ts'

const database = await createTestDatabase()
afterAll(() => database[Symbol.asyncDispose]())

const now = new Date('2026-03-10T15:00:00Z')
let staff: User
let meera: User
let ravi: User

beforeAll(async () => {
  const em = database.orm.em.fork()
  staff = await givenUser(em, { role: 'staff' })
  meera = await givenUser(em, { firstName: 'Meera', businessName: 'Meera Foods' })
  ravi = await givenUser(em, { firstName: 'Ravi', businessName: 'Spice Corner', email: 'ravi@spice.example' })
  const chilli = await givenTicket(em, meera, { subject: 'Chilli 100% wrong', now: new Date('2026-03-09T04:30:00Z') })
  chilli.comment('The driver says xyzzy', { by: staff, internal: true, now })
  chilli.comment('A plugh was found', { by: staff, internal: false, now })
  const late = await givenTicket(em, ravi, { subject: 'Truck was late', category: 'delivery', priority: 'urgent' })
  late.assign(staff, { by: staff, reason: null, now })
  late.changeStatus('in_progress', { by: staff, reason: null, now, due: at('2026-03-10T15:00:00Z') })
  await givenTicket(em, ravi, { subject: 'Bill of March', category: 'payment', priority: 'low' })
  await em.flush()
})

async function subjects(filter: Partial<TicketFilter>, actor: User = staff): Promise<string[]> {
  const listing = { filter: { timeZone: 'America/Chicago', ...filter }, limit: 100, after: null }
  const { items } = await listTickets(database.orm.em.fork(), actor, listing)
  return items.map(({ subject }) => subject)
}

const [CHILLI, LATE, BILL] = ['Chilli 100% wrong', 'Truck was late', 'Bill of March'] as const

test('staff see all tickets, customers their own, newest first', async () => {
  expect(await subjects({})).toEqual([BILL, LATE, CHILLI])
  expect(await subjects({}, ravi)).toEqual([BILL, LATE])
  expect(await subjects({ customerId: ravi.id }, meera)).toEqual([])
})

test.each<[string, () => Partial<TicketFilter>, string[]]>([
  ['state', () => ({ status: 'in_progress' }), [LATE]],
  ['priority', () => ({ priority: 'low' }), [BILL]],
  ['category', () => ({ category: 'delivery' }), [LATE]],
  ['whose they are', () => ({ customerId: meera.id }), [CHILLI]],
  ['who has them', () => ({ assigneeId: staff.id }), [LATE]],
  ['that nobody has them', () => ({ assigneeId: null }), [BILL, CHILLI]],
  ['the day in Dallas, when it is another day in London', () => ({ to: '2026-03-08' }), [CHILLI]],
  ['the first day', () => ({ from: '2026-03-09' }), [BILL, LATE]],
  ['first and last day', () => ({ from: '2026-03-08', to: '2026-03-09' }), [BILL, LATE, CHILLI]],
])('tickets are narrowed by %s', async (_by, filter, found) => {
  expect(await subjects(filter())).toEqual(found)
})

test.each([
  ['a part of the subject', 'hilli', [CHILLI]],
  ['a percent sign, which stands for itself', '100%', [CHILLI]],
  ['words in any order', 'late TRUCK', [LATE]],
  ['the number', 'TKT20260309003', [BILL]],
  ['a word of every text', 'toor', [BILL, LATE, CHILLI]],
  ['the customer’s name', 'ravi', [BILL, LATE]],
  ['the business', 'spice corner', [BILL, LATE]],
  ['the address', 'ravi@spice', [BILL, LATE]],
  ['a comment', 'plugh', [CHILLI]],
  ['a note among staff', 'xyzzy', [CHILLI]],
  ['a NUL and nothing', '\0', [BILL, LATE, CHILLI]],
  ['what is nowhere', 'zebra', []],
])('staff find tickets by %s', async (_by, search, found) => {
  expect(await subjects({ search })).toEqual(found)
})

test('a customer finds its own tickets by what it may read, and never by a note among staff', async () => {
  expect(await subjects({ search: 'plugh' }, meera)).toEqual([CHILLI])
  expect(await subjects({ search: 'xyzzy' }, meera)).toEqual([])
  expect(await subjects({ search: 'chilli' }, ravi)).toEqual([])
})

const at = (iso: string) => ({ firstAnswerDueAt: new Date(iso), resolutionDueAt: new Date('2026-05-09T12:00:00Z') })

test('what is due stands in the order in which it is, until it is resolved', async () => {
  const em = database.orm.em.fork()
  const customer = await givenUser(em)
  const [second, first, done] = [
    await givenTicket(em, customer, { due: at('2026-03-09T17:00:00Z') }),
    await givenTicket(em, customer, { due: at('2026-03-09T16:30:00Z') }),
    await givenTicket(em, customer, { due: at('2026-03-09T16:10:00Z') }),
  ]
  for (const to of ['in_progress', 'resolved'] as const)
    done.changeStatus(to, { by: staff, reason: null, now, due: at('2026-03-09T16:10:00Z') })
  await em.flush()
  const list = async (after: string[] | null, limit: number): Promise<Ticket[]> => {
    const listing = { assigneeId: undefined, before: new Date('2026-03-09T17:00:01Z'), limit, after }
    return (await listDueTickets(database.orm.em.fork(), listing)).items
  }
  expect((await list(null, 100)).map(({ id }) => id)).toEqual([first.id, second.id])
  const [one] = await list(null, 1)
  const rest = await list([one?.nextDue()?.at.toISOString() ?? '', one?.id ?? ''], 100)
  expect(rest.map(({ id }) => id)).toEqual([second.id])
  first.comment('On its way', { by: staff, internal: false, now })
  await em.flush()
  expect((await list(null, 100)).map(({ id }) => id)).toEqual([second.id])
})

/** How many statements `work` sends, with an entity manager that knows nothing yet. */
async function countQueries(work: (em: EntityManager) => Promise<unknown>): Promise<number> {
  const before = database.queries.length
  await work(database.orm.em.fork())
  return database.queries.length - before
}

const addTicket = async (): Promise<void> => {
  const em = database.orm.em.fork()
  const customer = await givenUser(em)
  const order = await givenOrder(em, customer, [{ product: await givenProduct(em), quantity: 1 }])
  const ticket = await givenTicket(em, customer, { order })
  ticket.assign(await givenUser(em, { role: 'staff' }), { by: staff, reason: null, now })
  await em.flush()
}

test('lists of many tickets of many people take no more queries than short ones', async () => {
  const listing = { filter: { timeZone: 'America/Chicago', search: 'dal' }, limit: 100, after: null }
  const due = { assigneeId: undefined, before: new Date('2027-01-01'), limit: 100, after: null }
  const reads = [
    (em: EntityManager) => listTickets(em, staff, listing),
    (em: EntityManager) => listDueTickets(em, due),
    (em: EntityManager) => countTickets(em, now),
  ]
  await addTicket()
  const before: number[] = []
  for (const read of reads) before.push(await countQueries(read))
  for (let i = 0; i < 15; i++) await addTicket()
  for (const [index, read] of reads.entries()) expect(await countQueries(read)).toBe(before[index])
})

test('the desk is counted: what is late, what was in time, and how satisfied customers were', async () => {
  const read = () => countTickets(database.orm.em.fork(), now)
  const before = await read()
  const em = database.orm.em.fork()
  const customer = await givenUser(em)
  const act = (iso: string) => ({ by: staff, reason: null, now: new Date(iso), due: at(iso) })
  // Opened at 16:00 on the 9th, to be answered by 15:00 on the 10th and resolved by 23:00 on the 13th.
  const good = await givenTicket(em, customer, { priority: 'high' })
  good.comment('Hello', { by: staff, internal: false, now: new Date('2026-03-09T17:00:00Z') })
  good.changeStatus('in_progress', act('2026-03-09T17:00:00Z'))
  good.changeStatus('resolved', act('2026-03-13T23:00:00Z'))
  good.changeStatus('closed', act('2026-03-14T00:00:00Z'))
  good.rate(5, { comment: null, now })
  const bad = await givenTicket(em, customer, { priority: 'high' })
  bad.comment('Hello', { by: staff, internal: false, now: new Date('2026-03-10T15:00:00.001Z') })
  await givenTicket(em, customer, { priority: 'high' })
  await em.flush()
  const after = await countTickets(database.orm.em.fork(), new Date('2026-03-10T15:00:01Z'))
  const more = (name: 'total' | 'open' | 'firstAnswersInTime' | 'firstAnswersLate' | 'resolutionsInTime' | 'ratings') =>
    after[name] - before[name]
  expect([more('total'), more('open'), more('ratings')]).toEqual([3, 2, 1])
  expect([more('firstAnswersInTime'), more('firstAnswersLate'), more('resolutionsInTime')]).toEqual([1, 1, 1])
  expect(after.byPriority.high - before.byPriority.high).toBe(3)
  expect(after.byStatus.closed - before.byStatus.closed).toBe(1)
  expect(after).toMatchObject({ meanScore: 5, overdue: expect.any(Number), resolutionsLate: before.resolutionsLate })
  expect(after.overdue).toBeGreaterThan(before.overdue)
})
