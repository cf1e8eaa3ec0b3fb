import { countTickets, ticketCategories, ticketPriorities, ticketStatuses } from '@desideliver/db'
import { z } from 'zod'
import { staffProcedure } from '../trpc.ts'

const count = z.int()
const seconds = z.number().nullable()

const countOfEach = <Word extends string>(words: readonly [Word, ...Word[]]) => z.record(z.enum(words), count)

const TicketStatsDto = z
  .strictObject({
    total: count,
    open: count.meta({ description: 'Still to be resolved: open or in progress' }),
    lastSevenDays: count.meta({ description: 'Opened in the last seven days' }),
    byStatus: countOfEach(ticketStatuses),
    byPriority: countOfEach(ticketPriorities),
    byCategory: countOfEach(ticketCategories),
    meanSecondsToFirstAnswer: seconds.meta({ description: 'From opening to the first comment by staff' }),
    meanSecondsToResolution: seconds,
    firstAnswersInTime: count.meta({ description: 'By the target of their priority, in hours of the desk' }),
    firstAnswersLate: count,
    resolutionsInTime: count,
    resolutionsLate: count,
    overdue: count.meta({ description: 'Still to be answered or resolved, and late' }),
    ratings: count,
    meanScore: z.number().nullable().meta({ description: 'How satisfied customers are, from 1 to 5' }),
  })
  .meta({ id: 'TicketStats' })

export const showTicketStats = staffProcedure
  .meta({
    scope: 'tickets:read',
    openapi: { method: 'GET', path: '/tickets/stats', tags: ['tickets'], summary: 'How the support desk is doing' },
  })
  .input(z.void())
  .output(TicketStatsDto)
  .query(({ ctx }) => countTickets(ctx.em, ctx.now()))
