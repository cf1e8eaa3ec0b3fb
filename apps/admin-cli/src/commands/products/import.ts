import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { buffer } from 'node:stream/consumers'
import type { DesiDeliverClient, ImportResult } from '@desideliver/sdk'
import type { Command } from 'commander'
import { usageError } from '../../cli-error.ts'
import { connect } from '../../connect.ts'
import { formatCount } from '../../format.ts'
import { note, noteDone, printFields, printHeading, printJson, printTable } from '../../output.ts'
import type { Column } from '../../table.ts'
import { withProgress } from '../../progress.ts'
import { saveDownload } from '../../save-download.ts'

interface Options {
  dryRun?: boolean
  report?: string
}

const SHOWN_ROWS = 20

export function addImportProducts(products: Command): void {
  products
    .command('import')
    .description('create and update products from a catalogue file, all or nothing')
    .argument('<file>', 'CSV in UTF-8, at most 32 MB; - reads stdin')
    .option('--dry-run', 'only show what would be, row by row')
    .option('--report <file>', 'write what would become of each row as CSV, and change nothing')
    .addHelpText(
      'after',
      `
Examples:
  desi products import catalogue.csv --dry-run
  desi products import catalogue.csv --report report.csv
  desi products import catalogue.csv
  desi products import - --json < catalogue.csv | jq .issues`,
    )
    .action(importProducts)
}

async function importProducts(file: string, { dryRun = false, report }: Options, command: Command): Promise<void> {
  const { client, json } = await connect(command)
  const csv = await readCatalogue(file)
  const name = file === '-' ? 'stdin' : basename(file)
  if (report !== undefined) return writeReport(client, { csv, name, report })
  const doing = `${dryRun ? 'Trying' : 'Importing'} ${name} (${Math.ceil(csv.size / 1024)} KB)`
  const result = await withProgress(doing, () => client.importProducts(csv, { dryRun }))
  if (json) printJson(result)
  else printResult(result)
  if (dryRun) note('This was a dry run: nothing was changed.')
  else noteDone(`Imported ${formatCount(result.rows, 'row')}.`)
}

interface ReportRequest {
  csv: Blob
  name: string
  report: string
}

async function writeReport(client: DesiDeliverClient, { csv, name, report }: ReportRequest): Promise<void> {
  const download = await withProgress(`Trying ${name}`, () => client.reportImport(csv))
  await saveDownload(download, report)
  noteDone(`Nothing was changed. What would become of each row is in ${report}.`)
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

function printResult(result: ImportResult): void {
  const { rows, created, updated, unchanged, merged, quarantined, issues, notes, changes } = result
  printFields({
    Rows: rows,
    Created: created,
    Updated: updated,
    Unchanged: unchanged,
    Merged: merged,
    Quarantined: quarantined,
  })
  printRows('Would change', changes ?? [], [
    ...position,
    {
      head: 'Change',
      value: ({ action, fields }) => (action === 'create' ? 'new' : fields.map(describe).join('; ')),
      shrinksTo: 30,
    },
  ])
  printRows('Quarantined', issues, remarkColumns)
  printRows('Not quite as they stand', notes, remarkColumns)
}

type RowChange = NonNullable<ImportResult['changes']>[number]
type RowRemark = ImportResult['issues'][number]

const describe = ({ field, from, to }: RowChange['fields'][number]): string => `${field} ${from ?? '–'} → ${to ?? '–'}`

const position = [
  { head: 'Row', value: ({ row }: { row: number }) => row, align: 'right' as const },
  { head: 'Code', value: ({ itemCode }: { itemCode: string }) => itemCode },
]

const remarkColumns: Column<RowRemark>[] = [
  ...position,
  { head: 'Reason', value: ({ reason }) => reason, shrinksTo: 20 },
]

function printRows<Row>(heading: string, rows: Row[], columns: Column<Row>[]): void {
  if (rows.length === 0) return
  printHeading(heading)
  printTable(columns, rows.slice(0, SHOWN_ROWS))
  if (rows.length > SHOWN_ROWS)
    note(`${rows.length - SHOWN_ROWS} more rows are like these: --json shows them, --report writes all.`)
}
