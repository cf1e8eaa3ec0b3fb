import { inTransaction, recordAudit } from '@desideliver/db'
import { retryDeadLetter } from '@desideliver/jobs'
import { z } from 'zod'
import { auditedBy } from '../audited-by.ts'
import { staffProcedure } from '../trpc.ts'
import { getJob } from './get-job.ts'
import { JobDto, toJobDto } from './job.dto.ts'
import { jobNotRetriable } from './job.errors.ts'

export const retryJob = staffProcedure
  .meta({
    openapi: {
      method: 'POST',
      path: '/jobs/{id}/retry',
      tags: ['jobs'],
      summary: 'Try a dead job again',
      description: 'It returns to its queue as a new job, with all its tries before it. The answer is that job.',
    },
  })
  .input(z.strictObject({ id: z.uuid() }))
  .output(JobDto)
  .mutation(({ ctx, input }) =>
    inTransaction(ctx.em, async (em) => {
      const job = await getJob(em, input.id)
      if (job.state !== 'dead') throw jobNotRetriable(job.state)
      const id = await retryDeadLetter(ctx.boss, em, job.id)
      if (id === null) throw jobNotRetriable('tried again already')
      recordAudit(em, {
        ...auditedBy(ctx),
        action: 'jobs.retry',
        object: { type: 'job', id: job.id },
        before: { state: job.state },
        after: { queue: job.queue, jobId: id },
      })
      return toJobDto(await getJob(em, id))
    }),
  )
