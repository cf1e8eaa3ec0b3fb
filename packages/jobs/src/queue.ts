import { type ConstructorOptions, PgBoss } from 'pg-boss'
import { DEAD_LETTER_QUEUE } from './dead-letter-queue.ts'
import type { WorkerJob } from './job.ts'
import { jobs as allJobs } from './jobs.ts'

/**
 * pg-boss's defaults give up after two immediate retries, never notice a dead worker and forget
 * waiting jobs after two weeks. These try for about three days: 1 s, 2 s, 4 s … then every 6 h. The first try is soon,
 * because the job of a worker that died waits for it, too.
 */
const queueSettings = {
  retryLimit: 25,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 6 * 60 * 60,
  // A batch of mails to a server that lets each of them wait to the end.
  expireInSeconds: 15 * 60,
  heartbeatSeconds: 10,
  retentionSeconds: 60 * 24 * 60 * 60,
  deleteAfterSeconds: 14 * 24 * 60 * 60,
  // A transaction that notifies commits alone, and not together with others: that halves what can be enqueued.
  notify: false,
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
    // With the heartbeat and the first retry, how long the jobs of a dead worker lie.
    superviseIntervalSeconds: 2,
    monitorIntervalSeconds: 2,
    // For the dashboard to show, such as handlers that took too long.
    persistWarnings: true,
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
