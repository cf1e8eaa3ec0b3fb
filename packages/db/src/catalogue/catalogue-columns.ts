import { CsvError, parse } from 'csv-parse/sync'
import { invalidCsv } from './catalogue.errors.ts'

/** The columns of the supplier's sheet, in any order; others are ignored. */
const columns = [
  'item_number',
  'item_description',
  'product_category',
  'sheet_source',
  'stock',
  'price',
  'has_pricing',
  'has_stock_info',
] as const

export type CatalogueRecord = Record<(typeof columns)[number], string>

/**
 * Splits a catalogue file into its records.
 * @param csv text with a header line; line ends and a byte-order mark do not matter
 * @throws DomainError INVALID_CSV where the file cannot be split or a column is missing
 */
export function splitCatalogue(csv: string): CatalogueRecord[] {
  if (csv.trim() === '') throw invalidCsv('the file is empty.')
  try {
    return parse(csv, {
      bom: true,
      trim: true,
      skip_empty_lines: true,
      columns: checkHeader,
      max_record_size: 64 * 1024,
    })
  } catch (error) {
    if (error instanceof CsvError) throw invalidCsv(error.message)
    throw error
  }
}

function checkHeader(header: string[]): string[] {
  const missing = columns.filter((column) => !header.includes(column))
  if (missing.length) throw invalidCsv(`the header lacks ${missing.join(', ')}.`)
  return header
}
