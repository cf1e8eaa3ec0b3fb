import type { TRPCRouterRecord } from '@trpc/server'
import { listJobs } from './list-jobs.ts'
import { listQueues } from './list-queues.ts'
import { retryJob } from './retry-job.ts'
import { showJob } from './show-job.ts'

export const jobsRouter = {
  list: listJobs,
  queues: listQueues,
  get: showJob,
  retry: retryJob,
} satisfies TRPCRouterRecord
