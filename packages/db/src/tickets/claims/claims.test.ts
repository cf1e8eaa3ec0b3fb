import { createTestDatabase, givenOrder, givenProduct, givenTicket, givenUser } from '@desideliver/db/testing'
import { afterAll, expect, test } from 'vitest'
import { User } from '../../accounts/user.entity.ts'
import { deliverShort } from '../../orders/deliver-short.ts'
import { getOrderForUpdate } from '../../orders/get-order.ts'
import type { Order } from '../../orders/order.entity.ts'
import { inTransaction } from '../../transaction.ts'
import type { Ticket } from '../ticket.entity.ts'
import { type ClaimedLine, checkClaims, createClaims } from './claim-lines.ts'
import { findClaims, getClaim, tellClaim } from './find-claims.ts'
import { TicketClaim } from './ticket-claim.entity.ts'

const database = await createTestDatabase()
afterAll(() => database[Symbol.asyncDispose]())

const em = () => database.orm.em.fork()
const now = new Date('2026-03-10T15:00:00Z')

/** An order of ten cases of dal and two of rice, and a ticket about it. */
async function givenClaimable() {
  const tx = em()
  const customer = await givenUser(tx)
  const staff = await givenUser(tx, { role: 'staff' })
  const [dal, rice] = [await givenProduct(tx, { name: 'TOOR DAL' }), await givenProduct(tx)]
  const order = await givenOrder(tx, customer, [
    { product: dal, quantity: 10 },
    { product: rice, quantity: 2 },
  ])
  const ticket = await givenTicket(tx, customer, { order })
  return { customer, staff, order, ticket, dal: dal.itemCode, rice: rice.itemCode }
}

const of = (itemCode: string, quantity: number, more: Partial<ClaimedLine> = {}): ClaimedLine => ({
  itemCode,
  quantity,
  reason: 'damaged',
  remedy: 'refund',
  ...more,
})

const claim = (ticket: Ticket, order: Order | null, claims: ClaimedLine[]): Promise<TicketClaim[]> =>
  inTransaction(em(), async (tx) => createClaims(tx, await checkClaims(tx, order, claims), { ticket, now }))

const refusal = (code: string, ...paths: string[]): unknown =>
  expect.objectContaining({ code, issues: paths.map((path) => expect.objectContaining({ path })) })

test('lines of the order are claimed, each with its reason and what the customer wishes', async () => {
  const { ticket, order, dal, rice } = await givenClaimable()
  await claim(ticket, order, [of(dal, 3), of(rice, 2, { reason: 'missing', remedy: 'replacement' })])
  const claims = await findClaims(em(), ticket.id)
  expect(claims.map(tellClaim)).toEqual([
    `3 × TOOR DAL (${dal}): damaged, refund`,
    `2 × TOOR DAL 10X4LB (${rice}): missing, replacement`,
  ])
  expect(claims.map(({ status, decidedBy, decidedAt }) => [status, decidedBy, decidedAt])).toEqual([
    ['open', null, null],
    ['open', null, null],
  ])
})

test('claims of one line stand as they were made', async () => {
  const { ticket, order, dal } = await givenClaimable()
  await claim(
    ticket,
    order,
    [1, 2, 1, 3, 1].map((cases) => of(dal, cases)),
  )
  expect((await findClaims(em(), ticket.id)).map(({ quantity }) => quantity)).toEqual([1, 2, 1, 3, 1])
})

test('never more is claimed of a line than was ordered, in all tickets together', async () => {
  const { ticket, order, customer, dal, rice } = await givenClaimable()
  await expect(claim(ticket, order, [of(dal, 11)])).rejects.toThrow(refusal('CLAIM_TOO_LARGE', 'claims.0.quantity'))
  await claim(ticket, order, [of(dal, 7)])
  const second = await givenTicket(em(), customer, { order })
  await expect(claim(second, order, [of(rice, 2), of(dal, 2), of(dal, 2)])).rejects.toThrow(
    expect.objectContaining({
      issues: [{ path: 'claims.2.quantity', message: `of ${dal}, 10 were ordered and 1 can still be claimed` }],
    }),
  )
  expect(await findClaims(em(), second.id)).toEqual([])
  await claim(second, order, [of(dal, 3)])
})

test('of a line that was delivered short, what nobody pays for cannot be claimed', async () => {
  const { ticket, order, staff, dal } = await givenClaimable()
  const deliver = (deliveredQuantity: number) =>
    inTransaction(em(), async (tx) => {
      const locked = await getOrderForUpdate(tx, order.id, staff)
      locked.status = 'processing'
      const lines = [{ itemCode: dal, deliveredQuantity, lostQuantity: 0 }]
      await deliverShort(tx, locked, { lines, reason: 'Not enough on the shelf', by: staff, now })
    })
  await deliver(8)
  await expect(claim(ticket, order, [of(dal, 9)])).rejects.toThrow(
    expect.objectContaining({
      issues: [{ path: 'claims.0.quantity', message: `of ${dal}, 8 of 10 are delivered and 8 can still be claimed` }],
    }),
  )
  await claim(ticket, order, [of(dal, 8)])
  // What was claimed before fewer came stays claimed.
  await deliver(6)
  await expect(claim(ticket, order, [of(dal, 1)])).rejects.toThrow(/0 can still be claimed/)
  await deliver(10)
  await claim(ticket, order, [of(dal, 2)])
})

test('of claims that come at once for the last cases, only as many as were ordered stand', async () => {
  const { ticket, order, dal, rice } = await givenClaimable()
  const attempts = Array.from({ length: 6 }, (_, index) =>
    claim(ticket, order, index % 2 ? [of(dal, 4), of(rice, 1)] : [of(rice, 1), of(dal, 4)]),
  )
  const outcomes = await Promise.allSettled(attempts)
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
  const claims = await findClaims(em(), ticket.id)
  expect(claims.filter(({ orderLine }) => orderLine.itemCode === dal).map(({ quantity }) => quantity)).toEqual([4, 4])
})

test('what was rejected may be claimed again, what was accepted stays claimed', async () => {
  const { ticket, order, staff, dal } = await givenClaimable()
  const decide = (id: string, decision: 'accepted' | 'rejected') =>
    inTransaction(em(), async (tx) => {
      const found = await getClaim(tx, { ticketId: ticket.id, claimId: id })
      found.decide(decision, { by: await tx.findOneOrFail(User, staff.id), note: null, now })
    })
  const [first] = await claim(ticket, order, [of(dal, 10)])
  await decide(first?.id ?? '', 'rejected')
  const [second] = await claim(ticket, order, [of(dal, 10)])
  await decide(second?.id ?? '', 'accepted')
  await expect(claim(ticket, order, [of(dal, 1)])).rejects.toThrow(refusal('CLAIM_TOO_LARGE', 'claims.0.quantity'))
})

test('a decision stands', async () => {
  const { ticket, order, staff, dal } = await givenClaimable()
  const [made] = await claim(ticket, order, [of(dal, 1)])
  made?.decide('accepted', { by: staff, note: 'Sorry', now })
  expect(made).toMatchObject({ status: 'accepted', note: 'Sorry', decidedBy: { id: staff.id }, decidedAt: now })
  for (const decision of ['accepted', 'rejected'] as const)
    expect(() => made?.decide(decision, { by: staff, note: null, now })).toThrow(refusal('CLAIM_DECIDED'))
})

test('claims need an order that has the line and was not cancelled', async () => {
  const { ticket, order, dal } = await givenClaimable()
  await expect(claim(ticket, null, [of(dal, 1)])).rejects.toThrow(refusal('INVALID_INPUT', 'claims'))
  await expect(claim(ticket, order, [of(dal, 1), of('no such', 1)])).rejects.toThrow(
    refusal('INVALID_INPUT', 'claims.1.itemCode'),
  )
  order.status = 'cancelled'
  await expect(claim(ticket, order, [of(dal, 1)])).rejects.toThrow(refusal('ORDER_CANCELLED'))
})

test('a claim is found only under its ticket', async () => {
  const [one, other] = [await givenClaimable(), await givenClaimable()]
  const [made] = await claim(one.ticket, one.order, [of(one.dal, 1)])
  const claimId = made?.id ?? ''
  await expect(getClaim(em(), { ticketId: other.ticket.id, claimId })).rejects.toThrow(refusal('CLAIM_NOT_FOUND'))
  expect((await getClaim(em(), { ticketId: one.ticket.id, claimId })).id).toBe(claimId)
})
