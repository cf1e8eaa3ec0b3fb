import { z } from 'zod'
import { staffProcedure } from '../trpc.ts'
import { getJob } from './get-job.ts'
import { JobDto, toJobDto } from './job.dto.ts'

export const showJob = staffProcedure
  .meta({ openapi: { method: 'GET', path: '/jobs/{id}', tags: ['jobs'], summary: 'Show a job' } })
  .input(z.strictObject({ id: z.uuid() }))
  .output(JobDto)
  .query(async ({ ctx, input }) => toJobDto(await getJob(ctx.em, input.id)))
