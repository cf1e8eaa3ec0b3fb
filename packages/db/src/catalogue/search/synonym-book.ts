import type { EntityManager } from '@mikro-orm/postgresql'
import { SearchSynonym } from './search-synonym.entity.ts'

/** The synonyms, by term. */
export interface SynonymBook {
  has: (term: string) => boolean
  /** Other names of the same thing, and kinds of it. */
  find: (term: string) => { same: readonly string[]; narrower: readonly string[] }
}

/** Staff seldom change them; a search need not read them each time. */
const KEEP_MS = 2_000

let kept: { book: Promise<SynonymBook>; readAt: number; source: unknown } | undefined

/** Reads the synonyms, or takes those read a moment ago. */
export function loadSynonyms(em: EntityManager): Promise<SynonymBook> {
  const source = em.getConnection()
  if (!kept || kept.source !== source || Date.now() - kept.readAt > KEEP_MS) {
    const book = readSynonyms(em)
    kept = { book, readAt: Date.now(), source }
    book.catch(() => {
      kept = undefined
    })
  }
  return kept.book
}

async function readSynonyms(em: EntityManager): Promise<SynonymBook> {
  const rows = await em.fork().find(SearchSynonym, {}, { disableIdentityMap: true })
  const same = new Map<string, string[]>()
  const narrower = new Map<string, string[]>()
  for (const { kind, terms } of rows) {
    if (kind === 'same') for (const term of terms) same.set(term, [...(same.get(term) ?? []), ...terms])
    else narrower.set(terms[0] ?? '', [...(narrower.get(terms[0] ?? '') ?? []), ...terms.slice(1)])
  }
  return {
    has: (term) => same.has(term) || narrower.has(term),
    find: (term) => ({ same: same.get(term) ?? [], narrower: narrower.get(term) ?? [] }),
  }
}
