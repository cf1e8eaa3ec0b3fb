import type { EntityManager } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { MAX_UNFINISHED_EXPORTS, tooManyExports } from './export.errors.ts'

/**
 * Locks the one who asks, so that two requests at once do not both find room for the last.
 * @throws DomainError TOO_MANY_EXPORTS
 */
export async function refuseTooManyExports(em: EntityManager, userId: string): Promise<void> {
  const db = em.getKysely()
  await sql`select from users where id = ${userId} for no key update`.execute(db)
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from exports
    where requested_by_id = ${userId} and status in ('waiting', 'running')
  `.execute(db)
  if ((rows[0]?.count ?? 0) >= MAX_UNFINISHED_EXPORTS) throw tooManyExports()
}
