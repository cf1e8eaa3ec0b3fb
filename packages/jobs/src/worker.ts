import type { MikroORM } from '@mikro-orm/postgresql'
import type { JobResult, JobWithMetadata } from 'pg-boss'
import { InvalidPayloadError, type JobContext, type WorkerJob } from './job.ts'
import { jobs as allJobs } from './jobs.ts'
import { PermanentMailError } from './mail/mailer.ts'
import { keepSchedules } from './schedules.ts'

export interface WorkerOptions extends Omit<JobContext, 'em'> {
  orm: MikroORM
  /** Every job of the list unless told otherwise. */
  jobs?: readonly WorkerJob[]
  onFailure: (failure: { job: string; id: string; error: unknown }) => void
}

const BATCH_SIZE = 25

/**
 * pg-boss fetches one job every two seconds unless told otherwise. Two at once fetch from each queue, so that a mail
 * whose server does not answer holds up its own batch only; each asks twice a second, and at once while there is more.
 */
const fetching = {
  localConcurrency: 2,
  burstWhenBatchFull: true,
  pollingIntervalSeconds: 0.5,
  perJobResults: true,
  includeMetadata: true,
} as const

/** Starts working on jobs, and enqueues those that have a schedule. It ends with `boss.stop()`, which waits for jobs in hand. */
export async function startWorker({ jobs = allJobs, ...options }: WorkerOptions): Promise<void> {
  await keepSchedules(options.boss, jobs, options.business.timeZone)
  for (const job of jobs)
    await options.boss.work(
      job.name,
      { ...fetching, batchSize: job.batchSize ?? BATCH_SIZE },
      (batch: JobWithMetadata[]) => Promise.all(batch.map((item) => runJob(options, job, item))),
    )
}

async function runJob(options: Omit<WorkerOptions, 'jobs'>, job: WorkerJob, item: JobWithMetadata): Promise<JobResult> {
  try {
    await job.run({ ...options, em: options.orm.em.fork() }, item.data)
    return { id: item.id, status: 'completed' }
  } catch (error) {
    options.onFailure({ job: job.name, id: item.id, error })
    const status = isHopeless(error) ? 'deadletter' : 'failed'
    return { id: item.id, status, output: { message: error instanceof Error ? error.message : String(error) } }
  }
}

const isHopeless = (error: unknown): boolean =>
  error instanceof PermanentMailError || error instanceof InvalidPayloadError
