import type { EntityManager } from '@mikro-orm/postgresql'
import { type SynonymBook, readSynonymVersion, readSynonyms } from './synonym-book.ts'

/** Staff seldom change them: after so long a search looks again, without making anyone wait. */
const FRESH_MS = 2_000
/** What is older than this is not shown to anyone. */
const STALE_MS = 10_000

interface Kept {
  book: SynonymBook
  version: string
  readAt: number
  /** The connection, for tests have several databases. */
  source: object
}

let kept: Kept | undefined
let reading: { book: Promise<SynonymBook>; source: object } | undefined
/** Something may have changed since; not to be shown before it is read again. */
let doubted = false

/** Reads the synonyms, or takes those read a moment ago. */
export function loadSynonyms(em: EntityManager): Promise<SynonymBook> {
  const source = em.getConnection()
  const age = kept?.source === source ? Date.now() - kept.readAt : Number.POSITIVE_INFINITY
  if (!kept || doubted || age > STALE_MS) return readAgain(em, source)
  // Who is served from memory does not fail for it; who comes too late for that reads, and hears of it.
  if (age > FRESH_MS) readAgain(em, source).catch(() => undefined)
  return Promise.resolve(kept.book)
}

/** What was just changed here is in effect here at once. */
export function forgetSynonyms(): void {
  doubted = true
  reading = undefined
}

function readAgain(em: EntityManager, source: object): Promise<SynonymBook> {
  if (reading?.source === source) return reading.book
  const mine = { book: readChanged(em, source), source }
  reading = mine
  doubted = false
  mine.book
    .catch(() => {
      doubted = true
    })
    .finally(() => {
      if (reading === mine) reading = undefined
    })
  return mine.book
}

async function readChanged(em: EntityManager, source: object): Promise<SynonymBook> {
  const readAt = Date.now()
  const version = await readSynonymVersion(em)
  const book = kept?.source === source && kept.version === version ? kept.book : await readSynonyms(em)
  if (!kept || kept.source !== source || kept.readAt <= readAt) kept = { book, version, readAt, source }
  return book
}
