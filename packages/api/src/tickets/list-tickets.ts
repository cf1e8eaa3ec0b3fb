import {
  InvalidInputError,
  isStaff,
  listTickets as readTickets,
  ticketCategories,
  ticketPriorities,
  ticketStatuses,
} from '@desideliver/db'
import { z } from 'zod'
import { day } from '../fields.ts'
import { cursorAt, pageInput, pageOf, readPosition } from '../page.ts'
import { signedInProcedure } from '../trpc.ts'
import { assignee, toAssigneeId } from './ticket.fields.ts'
import { TicketHeadDto, toTicketHeadDto } from './ticket.dto.ts'

const ORDER = 'tickets:newest'

const Input = z.strictObject({
  status: z.enum(ticketStatuses).optional(),
  priority: z.enum(ticketPriorities).optional(),
  category: z.enum(ticketCategories).optional(),
  assignee,
  customerId: z.uuid().optional().meta({ description: 'For staff: whose' }),
  orderId: z.uuid().optional().meta({ description: 'About this order' }),
  from: day.optional().meta({ description: 'Opened on this day or later, where the business is' }),
  to: day.optional().meta({ description: 'Opened on this day or earlier' }),
  search: z.string().trim().max(200).optional().meta({
    description:
      'Words, each of them part of the number, the subject, the text or a comment; for staff also of the customer',
  }),
  ...pageInput,
})

export const listTickets = signedInProcedure
  .meta({
    scope: 'tickets:read',
    openapi: {
      method: 'GET',
      path: '/tickets',
      tags: ['tickets'],
      summary: 'List tickets, newest first',
      description: 'Customers see their own, staff all.',
    },
  })
  .input(Input)
  .output(pageOf(TicketHeadDto, 'TicketPage'))
  .query(async ({ ctx, input: { assignee: whose, limit, cursor, ...filter } }) => {
    if (!isStaff(ctx.user)) refuseStaffFilters({ assignee: whose, customerId: filter.customerId })
    const { items, hasMore } = await readTickets(ctx.em, ctx.user, {
      filter: { ...filter, assigneeId: toAssigneeId(whose, ctx.user), timeZone: ctx.policy.timeZone },
      limit,
      after: readPosition(cursor, ORDER, 1)?.[0] ?? null,
    })
    const last = items.at(-1)
    return {
      items: items.map((ticket) => toTicketHeadDto(ticket, ctx.user)),
      nextCursor: hasMore && last ? cursorAt(ORDER, [last.id]) : null,
    }
  })

/** Who of the staff has which ticket is nothing that customers could find out by narrowing their list. */
function refuseStaffFilters(filters: Record<string, string | undefined>): void {
  const names = Object.keys(filters).filter((name) => filters[name] !== undefined)
  if (names.length === 0) return
  const issues = names.map((path) => ({ path, message: 'Only staff may narrow by it, leave it out' }))
  throw new InvalidInputError(`The input is not valid. ${names.join(', ')}: only staff may narrow by it.`, issues)
}
