import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { EntityManager } from '@mikro-orm/postgresql'
import { parse } from 'csv-parse/sync'
import { SearchSynonym } from './search-synonym.entity.ts'
import { learnSynonymWords } from './write-synonym.ts'

const file = join(import.meta.dirname, '../../../data/search-synonyms.csv')

interface SynonymRow {
  kind: 'same' | 'narrower'
  terms: string
  note: string
}

/**
 * Puts the reviewed synonyms of the trade into a database that has none; what staff have edited since
 * stays theirs. Call it inside a transaction.
 */
export async function loadSynonymFile(em: EntityManager): Promise<void> {
  if ((await em.count(SearchSynonym)) > 0) return
  const rows = parse<SynonymRow>(await readFile(file, 'utf8'), { columns: true, skip_empty_lines: true })
  for (const { kind, terms, note } of rows) em.create(SearchSynonym, { kind, terms: terms.split('|'), note })
  await em.flush()
  await learnSynonymWords(em)
}
