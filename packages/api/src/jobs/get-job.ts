import { type JobRecord, findJobRecords } from '@desideliver/jobs'
import type { EntityManager } from '@mikro-orm/postgresql'
import { jobNotFound } from './job.errors.ts'

/**
 * A job by its id, or by the id it had before it was given up.
 * @throws DomainError JOB_NOT_FOUND
 */
export async function getJob(em: EntityManager, id: string): Promise<JobRecord> {
  const found = await findJobRecords(em, { id, limit: 100 })
  const job = found.find((record) => record.id === id) ?? found[0]
  if (!job) throw jobNotFound()
  return job
}
