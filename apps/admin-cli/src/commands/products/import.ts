import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { buffer } from 'node:stream/consumers'
import type { ImportResult } from '@desideliver/sdk'
import type { Command } from 'commander'
import { usageError } from '../../cli-error.ts'
import { connect } from '../../connect.ts'
import { formatCount } from '../../format.ts'
import { note, noteDone, printFields, printHeading, printJson, printTable } from '../../output.ts'
import { withProgress } from '../../progress.ts'

interface Options {
  dryRun?: boolean
}

const SHOWN_ISSUES = 20

export function addImportProducts(products: Command): void {
  products
    .command('import')
    .description('create and update products from a catalogue file, all or nothing')
    .argument('<file>', 'CSV in UTF-8, at most 32 MB; - reads stdin')
    .option('--dry-run', 'only show what would be')
    .addHelpText(
      'after',
      `
Examples:
  desi products import catalogue.csv --dry-run
  desi products import catalogue.csv
  desi products import - --json < catalogue.csv | jq .issues`,
    )
    .action(importProducts)
}

async function importProducts(file: string, { dryRun = false }: Options, command: Command): Promise<void> {
  const { client, json } = await connect(command)
  const csv = await readCatalogue(file)
  const name = file === '-' ? 'stdin' : basename(file)
  const doing = `${dryRun ? 'Trying' : 'Importing'} ${name} (${Math.ceil(csv.size / 1024)} KB)`
  const result = await withProgress(doing, () => client.importProducts(csv, { dryRun }))
  if (json) printJson(result)
  else printResult(result)
  if (dryRun) note('This was a dry run: nothing was changed.')
  else noteDone(`Imported ${formatCount(result.rows, 'row')}.`)
}

async function readCatalogue(file: string): Promise<Blob> {
  if (file === '-') return new Blob([Uint8Array.from(await buffer(process.stdin))])
  const content = await readFile(file).catch((error: unknown) => {
    throw usageError(`${file} cannot be read: ${reasonOf(error)}.`, 'Check the path, or give - to read stdin.')
  })
  return new Blob([Uint8Array.from(content)])
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  const reasons: Record<string, string> = {
    ENOENT: 'there is no such file',
    EISDIR: 'it is a folder',
    EACCES: 'you may not',
  }
  return reasons[code] ?? code
}

function printResult({ rows, created, updated, unchanged, merged, quarantined, issues }: ImportResult): void {
  printFields({
    Rows: rows,
    Created: created,
    Updated: updated,
    Unchanged: unchanged,
    Merged: merged,
    Quarantined: quarantined,
  })
  if (issues.length === 0) return
  printHeading('Quarantined')
  const columns = [
    { head: 'Row', value: (issue: ImportResult['issues'][number]) => issue.row, align: 'right' as const },
    { head: 'Code', value: (issue: ImportResult['issues'][number]) => issue.itemCode },
    { head: 'Reason', value: (issue: ImportResult['issues'][number]) => issue.reason, shrinksTo: 20 },
  ]
  printTable(columns, issues.slice(0, SHOWN_ISSUES))
  if (issues.length > SHOWN_ISSUES) note(`${issues.length - SHOWN_ISSUES} more are quarantined: --json shows all.`)
}
