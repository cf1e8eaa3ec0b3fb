import type { EntityManager } from '@mikro-orm/postgresql'
import { sql } from 'kysely'

/** So many new products change what PostgreSQL should know of the catalogue. */
const MANY = 1_000

/**
 * After many new products: until PostgreSQL has vacuumed, which by itself it does within a minute or so, searches are
 * planned for a catalogue that is no more, and each row that is met is looked up for who may see it.
 * @param em outside a transaction
 */
export async function settleCatalogue(em: EntityManager, { created }: { created: number }): Promise<void> {
  if (created >= MANY) await sql`vacuum (analyze, skip_locked) products, search_words`.execute(em.fork().getKysely())
}
