import type { EntityManager } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { importRunning } from '../catalogue.errors.ts'
import { type ImportReport, readRemarks, reportImport } from './report-import.ts'
import type { CatalogueFile } from './read-catalogue.ts'
import { stageRows } from './stage-rows.ts'
import { openStagedChanges } from './staged-changes.ts'
import { createProducts, storeCategories, storeSearchWords, updateProducts } from './store-products.ts'

export interface ImportOptions {
  /** Nothing is stored: the report says what would be. */
  dryRun: boolean
  /** Who imports; null where a program of ours does. */
  by: { id: string } | null
}

/**
 * Brings the catalogue in line with a file: products are created or updated by item code, none is
 * removed. Call it inside a transaction; the file is read once, in pieces.
 * @throws DomainError INVALID_CSV, IMPORT_RUNNING
 */
export async function importCatalogue(
  em: EntityManager,
  file: CatalogueFile,
  { dryRun, by }: ImportOptions,
): Promise<ImportReport> {
  // A hundred thousand rows take longer than any request may.
  await sql`select set_config('statement_timeout', '120s', true), set_config('idle_in_transaction_session_timeout', '60s', true)`.execute(
    em.getKysely(),
  )
  await takeTurn(em)
  const { rows, columns } = await stageRows(em, file)
  await openStagedChanges(em, columns)
  // Before anything is stored: afterwards nothing differs.
  const report = await reportImport(em, { rows, withChanges: dryRun })
  if (dryRun) return report
  await storeCategories(em)
  await createProducts(em, by)
  await updateProducts(em, by)
  await storeSearchWords(em)
  return { ...report, ...(await readRemarks(em)) }
}

/** Two imports at once would only undo each other; the lock goes with the transaction. */
async function takeTurn(em: EntityManager): Promise<void> {
  const lock = await sql<{ taken: boolean }>`
    select pg_try_advisory_xact_lock(hashtext('import-catalogue')) as taken
  `.execute(em.getKysely())
  if (!lock.rows[0]?.taken) throw importRunning()
}
