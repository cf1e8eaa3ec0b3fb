import type { EntityManager } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { stopWords } from './find-candidates.ts'

/** The synonyms, by term. */
export interface SynonymBook {
  has: (term: string) => boolean
  /** Terms of several words that sound so, by `search_skeleton`. */
  soundingLike: (skeleton: string) => readonly string[]
  /** Other names of the same thing, and kinds of it; of both those that products bear. */
  find: (term: string) => { same: readonly string[]; narrower: readonly string[] }
  /** Whether products bear all words of a term. */
  isBorne: (term: string) => boolean
}

/** A quarter of a second of work: for a version that is not known yet. */
export async function readSynonyms(em: EntityManager): Promise<SynonymBook> {
  const { rows } = await sql<SynonymRow>`
    with borne as materialized (select word from search_words where names > 0)
    select kind, terms, keys, array(select search_skeleton(key) from unnest(keys) with ordinality as t (key, ord) order by ord) as skeletons, (
      select array_agg(not exists (
        select from regexp_split_to_table(term, ' ') as wanted
        where wanted ~ '^[a-z]+$' and wanted not in (select word from borne)) order by ord)
      from unnest(terms) with ordinality as t (term, ord)
    ) as borne
    from search_synonyms, lateral (
      select array_agg(coalesce(nullif(trim(regexp_replace(term, ${joiningWords}, '', 'g')), ''), term) order by ord) as keys
      from unnest(terms) with ordinality as t (term, ord)
    ) as stripped
  `.execute(em.fork().getKysely())
  return toBook(rows)
}

/** Another one where the synonyms, or the words that names bear, are others. */
export async function readSynonymVersion(em: EntityManager): Promise<string> {
  const { rows } = await sql<{ version: string }>`
    select concat_ws(' ', (select count(*) from search_words where names > 0), count(*), max(updated_at)) as version
    from search_synonyms
  `.execute(em.fork().getKysely())
  return rows[0]?.version ?? ''
}

/** Queries are read without them: `keri no ras` is looked up as `keri ras`. */
const joiningWords = `\\m(${stopWords.join('|')})\\M *`

interface SynonymRow {
  kind: 'same' | 'narrower'
  terms: string[]
  /** The terms as queries have them. */
  keys: string[]
  skeletons: string[]
  borne: boolean[]
}

function toBook(rows: SynonymRow[]): SynonymBook {
  const same = new Map<string, string[]>()
  const narrower = new Map<string, string[]>()
  const named = new Map<string, string[]>()
  const bySound = new Map<string, string[]>()
  const borneTerms = new Set<string>()
  for (const { kind, terms, keys, skeletons, borne } of rows) {
    const found = terms.filter((_, index) => borne[index])
    for (const term of found) borneTerms.add(term)
    for (const [index, key] of keys.entries()) {
      if (key.includes(' ')) collect(bySound, skeletons[index] ?? '', [key])
      if (kind === 'narrower' && index > 0) continue
      collect(kind === 'same' ? same : narrower, key, found)
      if (kind === 'same') collect(named, key, keys)
    }
  }
  return {
    soundingLike: (skeleton) => bySound.get(skeleton) ?? [],
    has: (term) => same.has(term) || narrower.has(term),
    find: (term) => ({
      same: same.get(term) ?? [],
      narrower: [term, ...(named.get(term) ?? [])].flatMap((name) => narrower.get(name) ?? []),
    }),
    isBorne: (term) => borneTerms.has(term),
  }
}

function collect(into: Map<string, string[]>, key: string, terms: readonly string[]): void {
  const known = into.get(key)
  if (known) known.push(...terms)
  else into.set(key, [...terms])
}
