import type { EntityManager } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { InvalidInputError } from '../../errors.ts'

/**
 * Takes terms apart as search does with queries, so that they meet: lower case, no accents, single spaces.
 * @throws InvalidInputError where fewer than two different terms remain
 */
export async function readTerms(em: EntityManager, terms: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ term: string }>`
    select search_text(term) as term from unnest(${terms}::text[]) with ordinality as t (term, ord) order by ord
  `.execute(em.getKysely())
  const read = [...new Set(rows.map(({ term }) => term).filter((term) => term !== ''))]
  if (read.length >= 2) return read
  const message = 'Name at least two different terms of letters or digits'
  throw new InvalidInputError(`The input is not valid. terms: ${message}`, [{ path: 'terms', message }])
}

/** A misspelt synonym is to be recognised as well, though no product may carry the word. */
export async function learnSynonymWords(em: EntityManager, terms?: readonly string[]): Promise<void> {
  const source = terms ? sql`unnest(${terms}::text[]) as term` : sql`search_synonyms, unnest(terms) as term`
  await sql`
    insert into search_words (word, skeleton, names)
    select distinct word, search_skeleton(word), 0
    from ${source}, unnest(string_to_array(search_text(term), ' ')) as word
    where word <> '' and word !~ '[0-9]' order by word on conflict do nothing
  `.execute(em.getKysely())
}
