import type { EntityManager } from '@mikro-orm/postgresql'
import { sql } from 'kysely'

/** The synonyms, by term. */
export interface SynonymBook {
  has: (term: string) => boolean
  /** Other names of the same thing, and kinds of it; of both those that products bear. */
  find: (term: string) => { same: readonly string[]; narrower: readonly string[] }
  /** Whether products bear all words of a term. */
  isBorne: (term: string) => boolean
}

/** Staff seldom change them: within so long a search looks again, without making anyone wait. */
const FRESH_MS = 2_000
/** What is older than this is not shown to anyone. */
const STALE_MS = 10_000

let kept: { book: Promise<SynonymBook>; readAt: number; source: unknown } | undefined

/** Reads the synonyms, or takes those read a moment ago. */
export function loadSynonyms(em: EntityManager): Promise<SynonymBook> {
  const source = em.getConnection()
  const age = kept?.source === source ? Date.now() - kept.readAt : Number.POSITIVE_INFINITY
  const old = kept
  if (age > FRESH_MS) readAgain(em, source)
  return age > STALE_MS || !old ? keptBook(em) : old.book
}

const keptBook = (em: EntityManager): Promise<SynonymBook> => kept?.book ?? readSynonyms(em)

function readAgain(em: EntityManager, source: unknown): void {
  const book = readSynonyms(em)
  const reading = { book, readAt: Date.now(), source }
  kept = reading
  book.catch(() => {
    if (kept === reading) kept = undefined
  })
}

/** What was just changed here is in effect here at once. */
export function forgetSynonyms(): void {
  kept = undefined
}

async function readSynonyms(em: EntityManager): Promise<SynonymBook> {
  const { rows } = await sql<{ kind: 'same' | 'narrower'; terms: string[]; borne: boolean[] }>`
    with borne as materialized (select word from search_words where in_names)
    select kind, terms, (
      select array_agg(not exists (
        select from regexp_split_to_table(term, ' ') as wanted
        where wanted ~ '^[a-z]+$' and wanted not in (select word from borne)) order by ord)
      from unnest(terms) with ordinality as t (term, ord)
    ) as borne
    from search_synonyms
  `.execute(em.fork().getKysely())
  return toBook(rows)
}

function toBook(rows: { kind: 'same' | 'narrower'; terms: string[]; borne: boolean[] }[]): SynonymBook {
  const same = new Map<string, string[]>()
  const narrower = new Map<string, string[]>()
  const borneTerms = new Set<string>()
  for (const { kind, terms, borne } of rows) {
    const found = terms.filter((_, index) => borne[index])
    for (const term of found) borneTerms.add(term)
    const [broad = ''] = terms
    if (kind === 'same') for (const term of terms) same.set(term, [...(same.get(term) ?? []), ...found])
    else narrower.set(broad, [...(narrower.get(broad) ?? []), ...found.filter((term) => term !== broad)])
  }
  return {
    has: (term) => same.has(term) || narrower.has(term),
    find: (term) => ({ same: same.get(term) ?? [], narrower: narrower.get(term) ?? [] }),
    isBorne: (term) => borneTerms.has(term),
  }
}
