import type { MikroORM } from '@mikro-orm/postgresql'
import type { JobResult, JobWithMetadata, PgBoss } from 'pg-boss'
import type { JobContext } from './job.ts'
import { jobs } from './jobs.ts'
import { PermanentMailError } from './mail/mailer.ts'

export interface WorkerOptions extends Omit<JobContext, 'em'> {
  boss: PgBoss
  orm: MikroORM
  onFailure: (failure: { job: string; id: string; error: unknown }) => void
}

/** pg-boss fetches one job every two seconds unless told otherwise. */
const fetching = {
  batchSize: 5,
  burstWhenBatchFull: true,
  pollingIntervalSeconds: 2,
  notifyPollingIntervalSeconds: 10,
  perJobResults: true,
  includeMetadata: true,
} as const

/** Starts working on every job of the list. It ends with `boss.stop()`, which waits for jobs in hand. */
export async function startWorker(options: WorkerOptions): Promise<void> {
  for (const job of jobs)
    await options.boss.work(job.name, fetching, (batch: JobWithMetadata[]) =>
      Promise.all(batch.map((item) => runJob(options, job, item))),
    )
}

async function runJob(options: WorkerOptions, job: (typeof jobs)[number], item: JobWithMetadata): Promise<JobResult> {
  try {
    await job.run({ ...options, em: options.orm.em.fork() }, item.data)
    return { id: item.id, status: 'completed' }
  } catch (error) {
    options.onFailure({ job: job.name, id: item.id, error })
    const status = error instanceof PermanentMailError ? 'deadletter' : 'failed'
    return { id: item.id, status, output: { message: error instanceof Error ? error.message : String(error) } }
  }
}
