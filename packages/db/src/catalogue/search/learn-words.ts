import type { EntityManager } from '@mikro-orm/postgresql'
import { sql } from 'kysely'

/** Makes the words of one stored product known to search. */
export async function learnWords(em: EntityManager, productId: string): Promise<void> {
  await sql`
    insert into search_words (word, skeleton, in_names)
    select word, search_skeleton(word), true
    from products, unnest(tsvector_to_array(search_vector)) as word
    where id = ${productId} and word !~ '[0-9]' order by word
    on conflict (word) do update set in_names = true where not search_words.in_names
  `.execute(em.getKysely())
}
