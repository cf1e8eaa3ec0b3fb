import type { EntityManager } from '@mikro-orm/postgresql'
import { sql } from 'kysely'

/** Makes the words of one stored product known to search; how many bear each is counted at the next import. */
export async function learnWords(em: EntityManager, productId: string): Promise<void> {
  await sql`
    insert into search_words (word, skeleton, names)
    select word, search_skeleton(word), 1
    from products, unnest(tsvector_to_array(search_vector)) as word
    where id = ${productId} and word !~ '[0-9]' order by word
    on conflict (word) do update set names = 1 where search_words.names = 0
  `.execute(em.getKysely())
}
