import type { EntityManager } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { importRunning } from './catalogue.errors.ts'
import { type CatalogueReading, type RowRemark, readCatalogue } from './read-catalogue.ts'
import { stageItems } from './stage-items.ts'
import { storeCategories, storeProducts, storeSearchWords } from './store-products.ts'

export interface ImportResult {
  rows: number
  created: number
  updated: number
  unchanged: number
  merged: number
  quarantined: number
  /** The quarantined rows, each with its reason. */
  issues: RowRemark[]
  /** Rows that were stored, but not quite as they stand: merged or adjusted. */
  notes: RowRemark[]
}

/**
 * Brings the catalogue in line with a file: products are created or updated by item code, none is
 * removed. Call it inside a transaction; with `dryRun` nothing is stored and the answer says what would be.
 * @param csv the supplier's sheet as text
 * @throws DomainError INVALID_CSV, IMPORT_RUNNING
 */
export async function importCatalogue(em: EntityManager, csv: string, dryRun: boolean): Promise<ImportResult> {
  const reading = readCatalogue(csv)
  // A hundred thousand rows take longer than any request may.
  await sql`select set_config('statement_timeout', '120s', true)`.execute(em.getKysely())
  await takeTurn(em)
  await stageItems(em, reading.items)
  const changes = await countChanges(em)
  if (!dryRun) {
    await storeCategories(em)
    await storeProducts(em)
    await storeSearchWords(em)
  }
  return toResult(reading, changes)
}

/** Two imports at once would only undo each other; the lock goes with the transaction. */
async function takeTurn(em: EntityManager): Promise<void> {
  const lock = await sql<{ taken: boolean }>`
    select pg_try_advisory_xact_lock(hashtext('import-catalogue')) as taken
  `.execute(em.getKysely())
  if (!lock.rows[0]?.taken) throw importRunning()
}

interface Changes {
  created: number
  updated: number
}

async function countChanges(em: EntityManager): Promise<Changes> {
  const counts = await sql<Changes>`
    select count(*) filter (where product_id is null)::int as created,
           count(*) filter (where product_id is not null and changed)::int as updated
    from staged_changes
  `.execute(em.getKysely())
  return counts.rows[0] ?? { created: 0, updated: 0 }
}

function toResult(reading: CatalogueReading, { created, updated }: Changes): ImportResult {
  return {
    rows: reading.rows,
    created,
    updated,
    unchanged: reading.items.length - created - updated,
    merged: reading.merged.length,
    quarantined: reading.quarantined.length,
    issues: reading.quarantined,
    notes: [...reading.merged, ...reading.adjusted].toSorted((a, b) => a.row - b.row),
  }
}
