import { listDueTickets } from '@desideliver/db'
import { z } from 'zod'
import { cursorAt, pageInput, pageOf, readMoment } from '../page.ts'
import { staffProcedure } from '../trpc.ts'
import { TicketHeadDto, toTicketHeadDto } from './ticket.dto.ts'
import { assignee, toAssigneeId } from './ticket.fields.ts'

const ORDER = 'tickets:due'
const HOUR_MS = 60 * 60_000

export const listDue = staffProcedure
  .meta({
    scope: 'tickets:read',
    openapi: {
      method: 'GET',
      path: '/tickets/due',
      tags: ['tickets'],
      summary: 'List what is to be answered or resolved, the most urgent first',
      description: 'What is late already stands first. Targets count the hours in which someone is at the desk.',
    },
  })
  .input(
    z.strictObject({
      assignee,
      hours: z.int().min(0).max(8_760).default(24).meta({ description: 'Due within so many hours; 0 = late already' }),
      ...pageInput,
    }),
  )
  .output(pageOf(TicketHeadDto, 'DueTicketPage'))
  .query(async ({ ctx, input: { assignee: whose, hours, limit, cursor } }) => {
    const { items, hasMore } = await listDueTickets(ctx.em, {
      assigneeId: toAssigneeId(whose, ctx.user),
      before: new Date(ctx.now().getTime() + hours * HOUR_MS),
      limit,
      after: readMoment(cursor, ORDER),
    })
    const last = items.at(-1)
    const at = last?.nextDue()?.at
    return {
      items: items.map((ticket) => toTicketHeadDto(ticket, ctx.user)),
      nextCursor: hasMore && last && at ? cursorAt(ORDER, [at.toISOString(), last.id]) : null,
    }
  })
