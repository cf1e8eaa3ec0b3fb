import { type ConstructorOptions, PgBoss } from 'pg-boss'
import { DEAD_LETTER_QUEUE } from './dead-letter-queue.ts'
import type { WorkerJob } from './job.ts'
import { jobs as allJobs } from './jobs.ts'

/**
 * pg-boss's defaults give up after two immediate retries, never notice a dead worker and forget
 * waiting jobs after two weeks. These try for about three days: 30 s, 1 min, 2 min … then every 6 h.
 */
const queueSettings = {
  retryLimit: 21,
  retryDelay: 30,
  retryBackoff: true,
  retryDelayMax: 6 * 60 * 60,
  expireInSeconds: 5 * 60,
  heartbeatSeconds: 10,
  retentionSeconds: 60 * 24 * 60 * 60,
  deleteAfterSeconds: 14 * 24 * 60 * 60,
  // Workers are woken at once instead of polling.
  notify: true,
}

export interface QueueOptions {
  /** `postgresql://…` of the database the jobs live in. */
  url: string
  /** A worker also watches over the queues; an API server only puts jobs in. */
  role: 'producer' | 'worker'
  /** Every job of the list unless told otherwise. */
  jobs?: readonly Pick<WorkerJob, 'name'>[]
  onError: (error: Error) => void
}

/**
 * Connects to the job queues and makes those that are missing.
 * @returns started; stop it with `boss.stop()`
 */
export async function openQueues({ url, role, jobs = allJobs, onError }: QueueOptions): Promise<PgBoss> {
  const boss = new PgBoss({ connectionString: url, ...roleSettings[role] })
  boss.on('error', onError)
  await boss.start()
  await createQueues(boss, jobs)
  return boss
}

const roleSettings: Record<QueueOptions['role'], ConstructorOptions> = {
  producer: { max: 2, supervise: false, schedule: false, application_name: 'desideliver-queue' },
  worker: {
    max: 4,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    useListenNotify: true,
    application_name: 'desideliver-worker',
  },
}

async function createQueues(boss: PgBoss, jobs: readonly Pick<WorkerJob, 'name'>[]): Promise<void> {
  await boss.createQueue(DEAD_LETTER_QUEUE, { retentionSeconds: queueSettings.retentionSeconds })
  for (const { name } of jobs) {
    await boss.createQueue(name, { ...queueSettings, deadLetter: DEAD_LETTER_QUEUE })
    await boss.updateQueue(name, { ...queueSettings, deadLetter: DEAD_LETTER_QUEUE })
  }
}
