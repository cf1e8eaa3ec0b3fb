import { type LiveEvent, getTicket, isStaff, ticketPriorities, ticketStatuses } from '@desideliver/db'
import { z } from 'zod'
import { signedInProcedure } from '../trpc.ts'
import { liveInput, liveOutput, watchLive } from '../watch-live.ts'

const TicketEvent = z.object({
  type: z.literal('change'),
  /** Customers hear nothing of `assignee` and `noted`. */
  change: z.enum(['opened', 'status', 'priority', 'assignee', 'commented', 'noted', 'rated', 'files', 'claim']),
  ticket: z.object({
    id: z.string(),
    ticketNumber: z.string(),
    status: z.enum(ticketStatuses),
    priority: z.enum(ticketPriorities),
  }),
  at: z.date(),
})
type TicketEvent = z.infer<typeof TicketEvent>

/**
 * Customers follow their own tickets, staff all; `ticketId` leaves one.
 * @throws DomainError TICKET_NOT_FOUND also where it is another customer's
 */
export const watchTickets = signedInProcedure
  .meta({ scope: 'tickets:read' })
  .input(z.strictObject({ ticketId: z.uuid().optional(), ...liveInput }).optional())
  .output(liveOutput<TicketEvent>())
  .subscription(async ({ ctx, input = {}, signal }) => {
    // As it is stored: notices are compared with it as text.
    const ticket = input.ticketId === undefined ? null : await getTicket(ctx.em.fork(), input.ticketId, ctx.user)
    return watchLive({
      ctx,
      view: { topic: 'ticket', customerId: isStaff(ctx.user) ? null : ctx.user.id, objectId: ticket?.id ?? null },
      lastEventId: input.lastEventId,
      signal,
      toChange: toTicketEvent,
    })
  })

const toTicketEvent = ({ objectId, details, createdAt }: LiveEvent): TicketEvent =>
  TicketEvent.parse({ type: 'change', change: details.change, ticket: { id: objectId, ...details }, at: createdAt })
