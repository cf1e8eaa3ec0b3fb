import { findJobRecords, jobStates } from '@desideliver/jobs'
import { z } from 'zod'
import { line } from '../fields.ts'
import { cursorAt, pageInput, pageOf, readMoment } from '../page.ts'
import { staffProcedure } from '../trpc.ts'
import { JobDto, toJobDto } from './job.dto.ts'

const ORDER = 'jobs:newest'

const Input = z.strictObject({
  queue: line(100).optional().meta({ example: 'mail-order-confirmation' }),
  state: z.enum(jobStates).optional(),
  id: z.uuid().optional().meta({ description: 'Of the job, or of what it is about, such as an order' }),
  ...pageInput,
})

export const listJobs = staffProcedure
  .meta({
    openapi: {
      method: 'GET',
      path: '/jobs',
      tags: ['jobs'],
      summary: 'List jobs, newest first',
      description: 'What was done is listed for two weeks, a dead letter for sixty days.',
    },
  })
  .input(Input)
  .output(pageOf(JobDto, 'JobPage'))
  .query(async ({ ctx, input: { id: about, limit, cursor, ...filter } }) => {
    const found = await findJobRecords(ctx.em, { ...filter, about, after: readAfter(cursor), limit: limit + 1 })
    const page = found.slice(0, limit)
    const last = found.length > limit ? page.at(-1) : undefined
    return { items: page.map(toJobDto), nextCursor: last ? cursorAt(ORDER, [last.position, last.id]) : null }
  })

function readAfter(cursor: string | undefined): { position: string; id: string } | undefined {
  const after = readMoment(cursor, ORDER)
  return after ? { position: after[0], id: after[1] } : undefined
}
