import type { EntityManager } from '@mikro-orm/postgresql'
import { createTestDatabase, givenOrder, givenProduct, givenTicket, givenUser } from '@desideliver/db/testing'
import { afterAll, expect, test } from 'vitest'
import type { User } from '../accounts/user.entity.ts'
import { DomainError } from '../errors.ts'
import { inTransaction } from '../transaction.ts'
import { requireJustification } from './create-ticket.ts'
import { getTicket, getTicketForUpdate } from './get-ticket.ts'
import { type TicketPriority, type TicketStatus, ticketPriorities, ticketStatuses } from './ticket-words.ts'
import { Ticket, TicketChange } from './ticket.entity.ts'

const database = await createTestDatabase()
afterAll(() => database[Symbol.asyncDispose]())

const now = new Date('2026-03-10T15:00:00Z')
const due = { firstAnswerDueAt: new Date('2026-03-09T17:00:00Z'), resolutionDueAt: new Date('2026-03-10T14:00:00Z') }
const act = (by: User, reason: string | null = null) => ({ by, reason, now, due })

async function givenDesk(em: EntityManager) {
  return { customer: await givenUser(em), staff: await givenUser(em, { role: 'staff', firstName: 'Asha' }) }
}

/** How many statements `work` sends, with an entity manager that knows nothing yet. */
async function countQueries(work: (em: EntityManager) => Promise<unknown>): Promise<number> {
  const before = database.queries.length
  await work(database.orm.em.fork())
  return database.queries.length - before
}

/** SPEC §1: the only steps there are. */
const steps = ['open → in_progress', 'in_progress → resolved', 'resolved → in_progress', 'resolved → closed']

function refusalOf(change: () => void): DomainError | null {
  try {
    change()
    return null
  } catch (error) {
    if (error instanceof DomainError) return error
    throw error
  }
}

test('every step is taken or refused as the rules say', async () => {
  const em = database.orm.em.fork()
  const { customer, staff } = await givenDesk(em)
  const ticket = await givenTicket(em, customer)
  const outcomes = ticketStatuses.flatMap((from) =>
    ticketStatuses.map((to) => {
      ticket.status = from
      const refusal = refusalOf(() => ticket.changeStatus(to, act(staff)))
      return { step: `${from} → ${to}`, refused: refusal !== null, stays: ticket.status === from }
    }),
  )
  expect(outcomes.filter(({ refused }) => !refused).map(({ step }) => step)).toEqual(steps)
  expect(outcomes.filter(({ stays }) => stays)).toEqual(outcomes.filter(({ refused }) => refused))
})

test.each<[TicketStatus, TicketStatus, string]>([
  ['open', 'closed', 'it can become in_progress.'],
  ['in_progress', 'in_progress', 'it can become resolved.'],
  ['resolved', 'open', 'it can become closed or in_progress.'],
])('refusing %s → %s tells: %s', async (from, to, words) => {
  const em = database.orm.em.fork()
  const { customer, staff } = await givenDesk(em)
  const ticket = await givenTicket(em, customer)
  ticket.status = from
  expect(() => ticket.changeStatus(to, act(staff))).toThrow(
    expect.objectContaining({
      kind: 'conflict',
      code: 'INVALID_STATUS_TRANSITION',
      message: `Ticket ${ticket.ticketNumber} is ${from} and cannot become ${to}: ${words}`,
    }),
  )
})

test('a closed ticket takes neither comments nor changes, and stays as it was', async () => {
  const em = database.orm.em.fork()
  const { customer, staff } = await givenDesk(em)
  const ticket = await givenTicket(em, customer)
  for (const to of ['in_progress', 'resolved', 'closed'] as const) ticket.changeStatus(to, act(staff))
  await em.flush()
  const closed = expect.objectContaining({ kind: 'conflict', code: 'TICKET_CLOSED' })
  for (const to of ticketStatuses) expect(() => ticket.changeStatus(to, act(staff))).toThrow(closed)
  for (const to of ticketPriorities) expect(() => ticket.changePriority(to, act(staff))).toThrow(closed)
  for (const to of [staff, null]) expect(() => ticket.assign(to, act(staff))).toThrow(closed)
  for (const by of [customer, staff])
    expect(() => ticket.comment('And another thing', { by, internal: false, now })).toThrow(closed)
  await em.flush()
  const stored = await getTicket(database.orm.em.fork(), ticket.id, staff)
  expect(stored).toMatchObject({ status: 'closed', priority: 'medium', assignee: null, resolvedAt: now, closedAt: now })
  expect([stored.history.length, stored.comments.length]).toEqual([3, 0])
})

test('a resolved ticket that is worked on again is no longer resolved', async () => {
  const em = database.orm.em.fork()
  const { customer, staff } = await givenDesk(em)
  const ticket = await givenTicket(em, customer)
  for (const to of ['in_progress', 'resolved', 'in_progress'] as const) ticket.changeStatus(to, act(staff))
  await em.flush()
  expect(await database.orm.em.fork().findOneOrFail(Ticket, ticket.id)).toMatchObject({ resolvedAt: null })
})

const at = (minute: number) => new Date(now.getTime() + minute * 60_000)

test('the history tells who changed what from what to what, and why', async () => {
  const em = database.orm.em.fork()
  const { customer, staff } = await givenDesk(em)
  const ticket = await givenTicket(em, customer)
  ticket.changeStatus('in_progress', { by: staff, reason: 'on it', now: at(1), due })
  ticket.changePriority('urgent', { by: staff, reason: null, now: at(2), due })
  ticket.assign(staff, { by: staff, reason: 'knows the driver', now: at(3) })
  expect(ticket.changePriority('urgent', act(staff))).toBeNull()
  expect(ticket.assign(staff, act(staff))).toBeNull()
  await em.flush()
  const { history } = await getTicket(database.orm.em.fork(), ticket.id, staff)
  const told = history.getItems().map(({ field, oldValue, newValue, reason, changedBy, createdAt }) => ({
    step: `${field}: ${oldValue} → ${newValue}`,
    reason,
    by: changedBy.id,
    createdAt,
  }))
  expect(told).toEqual([
    { step: 'status: open → in_progress', reason: 'on it', by: staff.id, createdAt: at(1) },
    { step: 'priority: medium → urgent', reason: null, by: staff.id, createdAt: at(2) },
    { step: 'assignee: null → Asha Shah', reason: 'knows the driver', by: staff.id, createdAt: at(3) },
  ])
})

test('a ticket goes to open accounts of staff only', async () => {
  const em = database.orm.em.fork()
  const { customer, staff } = await givenDesk(em)
  const ticket = await givenTicket(em, customer)
  const gone = await givenUser(em, { role: 'staff', disabledAt: now })
  for (const to of [customer, gone])
    expect(() => ticket.assign(to, act(staff))).toThrow(expect.objectContaining({ code: 'NOT_ASSIGNABLE' }))
  expect(ticket.assignee).toBeNull()
})

test('four parallel equal status changes leave one history row', async () => {
  const { em } = database.orm
  const setup = em.fork()
  const { customer, staff } = await givenDesk(setup)
  const { id } = await givenTicket(setup, customer)
  const change = () =>
    inTransaction(em, async (tx) => (await getTicketForUpdate(tx, id, staff)).changeStatus('in_progress', act(staff)))
  const results = await Promise.allSettled(Array.from({ length: 4 }, change))
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await em.fork().count(TicketChange, { ticket: id })).toBe(1)
})

test('a customer reads nothing of notes among staff, nor who has the ticket', async () => {
  const em = database.orm.em.fork()
  const { customer, staff } = await givenDesk(em)
  const ticket = await givenTicket(em, customer)
  const before = ticket.updatedAt
  ticket.comment('The driver left them behind again', { by: staff, internal: true, now })
  ticket.assign(staff, act(staff, 'knows the driver'))
  await em.flush()
  const seen = await getTicket(database.orm.em.fork(), ticket.id, customer)
  expect([seen.comments.length, seen.history.length]).toEqual([0, 0])
  expect(seen).toMatchObject({ firstAnsweredAt: null, updatedAt: before })
  const known = await getTicket(database.orm.em.fork(), ticket.id, staff)
  expect([known.comments.length, known.history.length]).toEqual([1, 1])
})

test('the first answer is the first thing that staff write to the customer', async () => {
  const em = database.orm.em.fork()
  const { customer, staff } = await givenDesk(em)
  const ticket = await givenTicket(em, customer)
  const write = (by: User, internal: boolean, minute: number) =>
    ticket.comment('Hello', { by, internal, now: new Date(now.getTime() + minute * 60_000) })
  write(customer, false, 1)
  write(staff, true, 2)
  expect(ticket.firstAnsweredAt).toBeNull()
  write(staff, false, 3)
  write(staff, false, 4)
  expect(ticket.firstAnsweredAt).toEqual(new Date('2026-03-10T15:03:00Z'))
})

const ask = (priority: TicketPriority, justification: string | null, by: User) =>
  refusalOf(() => requireJustification({ priority, justification }, by))

test('another priority is due at another moment, until it has been answered and resolved', async () => {
  const em = database.orm.em.fork()
  const { customer, staff } = await givenDesk(em)
  const ticket = await givenTicket(em, customer)
  const [answer, resolution] = [ticket.firstAnswerDueAt, ticket.resolutionDueAt]
  ticket.changePriority('urgent', act(staff))
  expect(ticket).toMatchObject(due)
  expect(ticket.nextDue()).toEqual({ what: 'first_answer', at: due.firstAnswerDueAt })
  ticket.comment('We look into it', { by: staff, internal: false, now })
  ticket.changePriority('medium', { ...act(staff), due: { firstAnswerDueAt: answer, resolutionDueAt: resolution } })
  expect(ticket).toMatchObject({ firstAnswerDueAt: due.firstAnswerDueAt, resolutionDueAt: resolution })
  expect(ticket.nextDue()).toEqual({ what: 'resolution', at: resolution })
  for (const to of ['in_progress', 'resolved'] as const) ticket.changeStatus(to, act(staff))
  ticket.changePriority('urgent', act(staff))
  expect(ticket.resolutionDueAt).toEqual(resolution)
  expect(ticket.nextDue()).toBeNull()
  // Taken up again it is urgent, and as late as that.
  ticket.changeStatus('in_progress', act(staff))
  expect(ticket.nextDue()).toEqual({ what: 'resolution', at: due.resolutionDueAt })
})

test('a ticket is rated once, and only when it is closed', async () => {
  const em = database.orm.em.fork()
  const { customer, staff } = await givenDesk(em)
  const ticket = await givenTicket(em, customer)
  const rate = (score: number) => () => ticket.rate(score, { comment: 'Quick', now })
  for (const to of ['in_progress', 'resolved', 'closed'] as const) {
    expect(rate(5)).toThrow(expect.objectContaining({ kind: 'conflict', code: 'TICKET_NOT_CLOSED' }))
    ticket.changeStatus(to, act(staff))
  }
  rate(4)()
  expect(rate(1)).toThrow(expect.objectContaining({ kind: 'conflict', code: 'ALREADY_RATED' }))
  await em.flush()
  const stored = await database.orm.em.fork().findOneOrFail(Ticket, ticket.id)
  expect(stored).toMatchObject({ score: 4, scoreComment: 'Quick', ratedAt: now })
})

test('customers say why something is high or urgent; staff know', async () => {
  const { customer, staff } = await givenDesk(database.orm.em.fork())
  expect(ticketPriorities.filter((priority) => ask(priority, null, customer))).toEqual(['high', 'urgent'])
  expect(ticketPriorities.filter((priority) => ask(priority, 'We open at noon', customer))).toEqual([])
  expect(ticketPriorities.filter((priority) => ask(priority, null, staff))).toEqual([])
  expect(ask('urgent', null, customer)).toMatchObject({ kind: 'invalid', issues: [{ path: 'justification' }] })
})

test('a ticket is found by its customer, staff and admins, and is missing for another customer', async () => {
  const em = database.orm.em.fork()
  const { customer, staff } = await givenDesk(em)
  const { id } = await givenTicket(em, customer)
  const read = (user: User) => getTicket(database.orm.em.fork(), id, user)
  const lock = (user: User) => inTransaction(database.orm.em, (tx) => getTicketForUpdate(tx, id, user))
  for (const user of [customer, staff, await givenUser(em, { role: 'admin' })])
    expect([(await read(user)).id, (await lock(user)).id]).toEqual([id, id])
  const stranger = await givenUser(em)
  const missing = { kind: 'not_found', code: 'TICKET_NOT_FOUND', message: `There is no ticket ${id}.` }
  await expect(read(stranger)).rejects.toMatchObject(missing)
  await expect(lock(stranger)).rejects.toMatchObject(missing)
})

test('a long conversation takes no more queries than a short one', async () => {
  const em = database.orm.em.fork()
  const { customer, staff } = await givenDesk(em)
  const order = await givenOrder(em, customer, [{ product: await givenProduct(em), quantity: 1 }])
  const givenTalk = async (count: number) => {
    const ticket = await givenTicket(em, customer, { order })
    ticket.assign(staff, act(staff))
    for (let i = 0; i < count; i++) {
      const by = await givenUser(em, { role: 'staff' })
      ticket.comment(`Comment ${i}`, { by, internal: i % 2 === 0, now })
      ticket.changePriority(i % 2 === 0 ? 'low' : 'high', act(by))
    }
    await em.flush()
    return (reader: EntityManager) => getTicket(reader, ticket.id, staff)
  }
  const [short, long] = [await givenTalk(2), await givenTalk(40)]
  expect(await countQueries(long)).toBe(await countQueries(short))
})
