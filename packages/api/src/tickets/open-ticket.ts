import {
  User,
  businessDay,
  checkClaims,
  createClaims,
  createTicket,
  dueMoments,
  customerToName,
  getTicketOrder,
  getUser,
  inTransaction,
  isStaff,
  newId,
  requireJustification,
  takeTicketNumber,
} from '@desideliver/db'
import { enqueue, mailNewTicket, mailTicketOpened } from '@desideliver/jobs'
import type { EntityManager } from '@mikro-orm/postgresql'
import { z } from 'zod'
import { oncePerKey } from '../once-per-key.ts'
import { signedInProcedure } from '../trpc.ts'
import { type TicketContext, auditTicket } from './audit-ticket.ts'
import { describeTicket } from './describe-ticket.ts'
import { TicketDto } from './ticket.dto.ts'
import { newTicket } from './ticket.fields.ts'

const Input = z.strictObject(newTicket)

export const openTicket = signedInProcedure
  .meta({
    scope: 'tickets:write',
    openapi: {
      method: 'POST',
      path: '/tickets',
      tags: ['tickets'],
      summary: 'Open a ticket',
      description:
        'Customers open at most ten an hour. Staff open one for the customer who calls, whom `customerId` names: it is ' +
        'that customer’s like any other, who is told by e-mail. With an `Idempotency-Key` header, a retry with the same ' +
        'key and body is answered like the first time.',
      status: 201,
    },
  })
  .input(Input)
  .output(TicketDto)
  .mutation(({ ctx, input }) =>
    inTransaction(ctx.em, (em) => {
      const request = { ctx, operation: 'tickets.create' as const, input, readAnswer }
      return oncePerKey(em, request, () => createFrom(em, ctx, input))
    }),
  )

const readAnswer = (stored: unknown) => TicketDto.parse(stored)

async function createFrom(em: EntityManager, ctx: TicketContext, input: z.infer<typeof Input>) {
  const { customerId, orderId, justification = null, claims, ...words } = input
  const openedBy = await em.findOneOrFail(User, ctx.user.id)
  const customer = await getCustomer(em, openedBy, customerId)
  requireJustification({ priority: words.priority, justification }, openedBy)
  const order = orderId === undefined ? null : await getTicketOrder(em, orderId, customer)
  const checked = await checkClaims(em, order, claims)
  // After all that may be refused, and inside: repeating an answer counts for nothing.
  if (!isStaff(openedBy)) await ctx.limits.consume('ticket', customer.id)
  const [id, now] = [newId(), ctx.now()]
  if (isStaff(openedBy)) {
    const after = { customerId: customer.id, subject: words.subject, priority: words.priority }
    auditTicket(em, ctx, { ticketId: id, action: 'open', now, after })
    await em.flush()
  }

  const payload = { ticketId: id }
  await enqueue(ctx, em, { job: mailTicketOpened, payload })
  await enqueue(ctx, em, { job: mailNewTicket, payload })
  // Last, because every other opening waits for the day's row from here to the commit.
  const ticketNumber = await takeTicketNumber(em, businessDay(now, ctx.policy.timeZone))
  const due = dueMoments(ctx.policy.support, { priority: words.priority, createdAt: now })
  const ticket = createTicket(em, { ...words, id, ticketNumber, customer, openedBy, order, justification, due, now })
  await createClaims(em, checked, { ticket, now })
  await em.flush()
  return describeTicket(em, ticket, openedBy)
}

/** @throws InvalidInputError; DomainError USER_NOT_FOUND */
async function getCustomer(em: EntityManager, openedBy: User, customerId: string | undefined): Promise<User> {
  if (!isStaff(openedBy)) {
    if (customerId !== undefined) throw customerToName('only staff open tickets for others, leave it out')
    return openedBy
  }
  if (customerId === undefined) throw customerToName('name the customer for whom you open it')
  const customer = await getUser(em, customerId)
  if (isStaff(customer)) throw customerToName('this is an account of staff, name a customer')
  return customer
}
