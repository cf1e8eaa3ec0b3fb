import { LockMode } from '@mikro-orm/core'
import type { EntityManager } from '@mikro-orm/postgresql'
import type { FieldIssue } from '../../errors.ts'
import { newId } from '../../ids.ts'
import { type Order, OrderLine } from '../../orders/order.entity.ts'
import type { Ticket } from '../ticket.entity.ts'
import { claimTooLarge, claimsNeedOrder, notInOrder, orderCancelled, tooManyClaims } from './claim.errors.ts'
import type { ClaimReason, ClaimRemedy } from './claim-words.ts'
import { TicketClaim } from './ticket-claim.entity.ts'

export interface ClaimedLine {
  /** Of a line of the order. */
  itemCode: string
  /** Whole cases. */
  quantity: number
  reason: ClaimReason
  remedy: ClaimRemedy
}

/** A claim that may be made, with its line. */
export type CheckedClaim = Omit<ClaimedLine, 'itemCode'> & { orderLine: OrderLine }

const MAX_CLAIMS = 100

/**
 * Holds claims against the order, whose lines stay locked until the transaction ends: of no line is more claimed, in all
 * tickets together, than is delivered: nobody pays for the rest. What staff rejected may be claimed again.
 * @throws InvalidInputError; DomainError ORDER_CANCELLED, CLAIM_TOO_LARGE
 */
export async function checkClaims(
  em: EntityManager,
  order: Order | null,
  claims: readonly ClaimedLine[],
): Promise<CheckedClaim[]> {
  if (claims.length === 0) return []
  if (!order) throw claimsNeedOrder()
  if (order.status === 'cancelled') throw orderCancelled(order.orderNumber)
  const lines = await em.find(
    OrderLine,
    { order, itemCode: { $in: claims.map(({ itemCode }) => itemCode) } },
    { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE },
  )
  const lineOf = new Map(lines.map((line) => [line.itemCode, line]))
  const checked = claims.flatMap(({ itemCode, ...claim }) => {
    const orderLine = lineOf.get(itemCode)
    return orderLine ? [{ ...claim, orderLine }] : []
  })
  const missing = claims.flatMap(({ itemCode }, index) =>
    lineOf.has(itemCode) ? [] : [{ path: `claims.${index}.itemCode`, message: `there is no ${itemCode} in it` }],
  )
  if (missing.length > 0) throw notInOrder(order.orderNumber, missing)
  const issues = findExcess(checked, await sumClaims(em, lines))
  if (issues.length > 0) throw claimTooLarge(order.orderNumber, issues)
  return checked
}

/** Cases that are claimed of each line, in whatever ticket, and were not rejected. */
async function sumClaims(em: EntityManager, lines: readonly OrderLine[]): Promise<Map<string, number>> {
  const standing = await em.find(TicketClaim, {
    orderLine: { $in: lines.map(({ id }) => id) },
    status: { $ne: 'rejected' },
  })
  const sums = new Map<string, number>()
  for (const { orderLine, quantity } of standing) sums.set(orderLine.id, (sums.get(orderLine.id) ?? 0) + quantity)
  return sums
}

function findExcess(claims: readonly CheckedClaim[], claimed: Map<string, number>): FieldIssue[] {
  return claims.flatMap(({ orderLine, quantity }, index) => {
    const before = claimed.get(orderLine.id) ?? 0
    claimed.set(orderLine.id, before + quantity)
    const most = orderLine.deliverable()
    if (before + quantity <= most) return []
    const of = orderLine.shortQuantity > 0 ? `${most} of ${orderLine.quantity} are delivered` : `${most} were ordered`
    const message = `of ${orderLine.itemCode}, ${of} and ${Math.max(0, most - before)} can still be claimed`
    return [{ path: `claims.${index}.quantity`, message }]
  })
}

/**
 * Stores claims that were checked.
 * @throws DomainError TOO_MANY_CLAIMS
 */
export async function createClaims(
  em: EntityManager,
  claims: readonly CheckedClaim[],
  { ticket, now }: { ticket: Ticket; now: Date },
): Promise<TicketClaim[]> {
  if (claims.length === 0) return []
  if ((await em.count(TicketClaim, { ticket: ticket.id })) + claims.length > MAX_CLAIMS) throw tooManyClaims(MAX_CLAIMS)
  // Sorted, since those of one millisecond are in no order: claims are known by their place.
  const ids = claims.map(newId).toSorted()
  return claims.map((claim, index) =>
    em.create(TicketClaim, {
      ...claim,
      id: ids[index] ?? newId(),
      ticket,
      status: 'open',
      note: null,
      decidedBy: null,
      decidedAt: null,
      createdAt: now,
    }),
  )
}
