import type { PgBoss } from 'pg-boss'
import type { WorkerJob } from './job.ts'

/**
 * Lays down when the jobs with a `cron` are enqueued, and takes back what is scheduled no more.
 *
 * Many workers keep the same schedules: pg-boss throttles each occurrence, so that it becomes one job. One that
 * came while no worker ran is made up for, once, when the next starts. When the clocks change, pg-boss skips
 * what falls in the hour that is left out and repeats what falls in the one that comes twice: no schedule names an
 * hour in which that happens somewhere, and a test holds that.
 */
export async function keepSchedules(boss: PgBoss, jobs: readonly WorkerJob[], timeZone: string): Promise<void> {
  for (const { name, cron } of jobs)
    if (cron !== undefined) await boss.schedule(name, cron, {}, { tz: timeZone, missed: 'once' })
  const scheduled = new Set(jobs.flatMap(({ name, cron }) => (cron === undefined ? [] : [name])))
  for (const { name, key } of await boss.getSchedules()) if (!scheduled.has(name)) await boss.unschedule(name, key)
}
