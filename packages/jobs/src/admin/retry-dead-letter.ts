import type { EntityManager } from '@mikro-orm/postgresql'
import { type PgBoss, fromKysely } from 'pg-boss'
import { DEAD_LETTER_QUEUE } from '../dead-letter-queue.ts'

/**
 * Puts a dead letter back into the queue it came from, as a job with all its tries before it, in the transaction
 * of `em`.
 * @returns the id of that job, or null where someone else has just put it back
 */
export async function retryDeadLetter(boss: PgBoss, em: EntityManager, id: string): Promise<string | null> {
  const [letter] = await em.execute<{ root: string }[]>(
    'select coalesce(source_root_id, source_id) as root from pgboss.job where name = ? and id = ?',
    [DEAD_LETTER_QUEUE, id],
  )
  const moved = await boss.redrive(DEAD_LETTER_QUEUE, { ids: [id], db: fromKysely(em.getKysely()) })
  if (!letter || moved === 0) return null
  const [job] = await em.execute<{ id: string }[]>(
    `select id from pgboss.job where source_root_id = ? and name <> ? and state = 'created' order by created_on desc limit 1`,
    [letter.root, DEAD_LETTER_QUEUE],
  )
  return job?.id ?? null
}
