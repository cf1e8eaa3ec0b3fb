import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { CsvError, type Parser, parse } from 'csv-parse'
import { invalidCsv } from '../catalogue.errors.ts'
import { bare } from '../../csv-cells.ts'
import { type CatalogueRecord, type Column, readHeader } from './catalogue-columns.ts'
import { type CatalogueItem, readRow } from './read-row.ts'

/** A file, in one piece or as it comes. */
export type CatalogueFile = string | AsyncIterable<Uint8Array | string>

export interface RowRemark {
  /** As a spreadsheet counts: the header is row 1. */
  row: number
  itemCode: string
  reason: string
}

/** What becomes of a row. */
export type RowOutcome =
  /** It is stored, in place of an earlier row of its code if there was one. */
  | { kind: 'item'; item: CatalogueItem }
  /** It says no more than that the product of its code is featured. */
  | { kind: 'featured'; itemCode: string }
  /** It was folded into another, holds nothing that can be stored, or was read otherwise than it stands. */
  | { kind: 'merged' | 'quarantined' | 'adjusted'; remark: RowRemark }

export const MAX_ROWS = 200_000

/** A line is longer only where a quote was never closed, or to do harm. */
const LONGEST_RECORD = 64 * 1024

/**
 * Reads a catalogue file row by row; it never holds more than a few rows and a mark for each item code.
 * @returns for each row what becomes of it
 * @param onHeader told once which columns there are
 * @throws DomainError INVALID_CSV where the file as a whole cannot be read
 */
export async function* readCatalogue(
  file: CatalogueFile,
  onHeader: (columns: ReadonlySet<Column>) => void,
): AsyncGenerator<RowOutcome[]> {
  const seen = new Map<string, Seen>()
  let row = 1
  for await (const record of readRecords(file, onHeader)) {
    row += 1
    if (row > MAX_ROWS + 1) throw invalidCsv(`it has more than ${MAX_ROWS} rows: send it in parts.`)
    yield outcomesOf(record, row, seen)
  }
}

async function* readRecords(
  file: CatalogueFile,
  onHeader: (columns: ReadonlySet<Column>) => void,
): AsyncGenerator<CatalogueRecord> {
  let hasHeader = false
  const parser = parse({
    bom: true,
    trim: true,
    skip_empty_lines: true,
    // Files are put together from several: their line ends may differ.
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: LONGEST_RECORD,
    cast: (cell, { header }) => (header ? cell : bare(cell)),
    columns(header: string[]) {
      hasHeader = true
      const columns = readHeader(header)
      onHeader(new Set(columns.filter((column) => column !== null)))
      return columns.map((column) => column ?? false)
    },
  })
  try {
    for await (const record of feed(parser, file)) yield record as CatalogueRecord
  } catch (error) {
    throw error instanceof CsvError ? invalidCsv(error.message) : error
  }
  if (!hasHeader) throw invalidCsv('the file is empty.')
}

function feed(parser: Parser, file: CatalogueFile): Parser {
  const source = Readable.from(typeof file === 'string' ? [file] : file)
  source.on('error', (error) => parser.destroy(error))
  parser.on('close', () => source.destroy())
  return source.pipe(parser)
}

/** What has to be remembered of a row, should another of its code come. */
interface Seen {
  row: number
  onMainPage: boolean
  /** Of what must be the same in a repeat. */
  digest: string
}

function outcomesOf(record: CatalogueRecord, row: number, seen: Map<string, Seen>): RowOutcome[] {
  const reading = readRow(record, row)
  const remark = (reason: string): RowRemark => ({ row, itemCode: (record.itemCode ?? '').slice(0, 200), reason })
  if ('reason' in reading) return [{ kind: 'quarantined', remark: remark(reading.reason) }]
  const { item } = reading
  const adjusted: RowOutcome[] = item.note ? [{ kind: 'adjusted', remark: remark(item.note) }] : []
  const former = seen.get(item.itemCode)
  const mark = { row, onMainPage: item.onMainPage, digest: digestOf(item) }
  if (former) return [...adjusted, ...meet({ former, mark, item, remark, seen })]
  seen.set(item.itemCode, mark)
  return [...adjusted, { kind: 'item', item }]
}

interface Meeting {
  former: Seen
  mark: Seen
  item: CatalogueItem
  remark: (reason: string) => RowRemark
  seen: Map<string, Seen>
}

/**
 * Two rows of one code: the one on the main page makes the product featured and otherwise yields;
 * an exact repeat is one. Anything else contradicts itself, and nobody but the supplier can say
 * which row is right.
 */
function meet({ former, mark, item, remark, seen }: Meeting): RowOutcome[] {
  const { itemCode } = item
  const merged: RowOutcome = { kind: 'merged', remark: remark(`merged with row ${former.row}`) }
  if (former.onMainPage === item.onMainPage)
    return former.digest === mark.digest
      ? [merged]
      : [{ kind: 'quarantined', remark: remark(`item ${itemCode} stands otherwise in row ${former.row}`) }]
  seen.set(itemCode, { ...(former.onMainPage ? mark : former), row: former.row, onMainPage: false })
  if (former.onMainPage) return [{ kind: 'item', item: { ...item, featured: true } }, merged]
  return [{ kind: 'featured', itemCode }, merged]
}

const digestOf = (item: CatalogueItem): string =>
  createHash('sha256')
    .update(JSON.stringify({ ...item, row: 0, note: null }))
    .digest('base64url')
    .slice(0, 22)
