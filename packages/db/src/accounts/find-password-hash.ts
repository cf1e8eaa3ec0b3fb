import type { EntityManager } from '@mikro-orm/postgresql'
import { sql } from 'kysely'

/**
 * The hash that a password is tried against, or null where no open account has this address. Nothing more
 * is read, and no entity made of it: work that is done only for accounts that are there tells of them.
 */
export async function findPasswordHash(em: EntityManager, email: string): Promise<string | null> {
  const { rows } = await sql<{ passwordHash: string }>`
    select password_hash as "passwordHash" from users where email = ${email} and disabled_at is null
  `.execute(em.getKysely())
  return rows[0]?.passwordHash ?? null
}
