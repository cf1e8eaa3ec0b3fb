import { splitCatalogue } from './catalogue-columns.ts'
import { type CatalogueItem, readRow } from './read-row.ts'

export interface RowRemark {
  /** As a spreadsheet counts: the header is row 1. */
  row: number
  itemCode: string
  reason: string
}

export interface CatalogueReading {
  /** Data rows in the file. */
  rows: number
  /** One for each item code. */
  items: CatalogueItem[]
  /** Rows that were folded into another of the same code. */
  merged: RowRemark[]
  /** Rows that hold nothing that can be stored. */
  quarantined: RowRemark[]
  /** Values that were read otherwise than they stand. */
  adjusted: RowRemark[]
}

/**
 * Reads a catalogue file into one item for each code. Nothing is stored.
 * @throws DomainError INVALID_CSV where the file as a whole cannot be read
 */
export function readCatalogue(csv: string): CatalogueReading {
  const records = splitCatalogue(csv)
  const reading: CatalogueReading = { rows: records.length, items: [], merged: [], quarantined: [], adjusted: [] }
  const byCode = new Map<string, CatalogueItem>()
  for (const [index, record] of records.entries()) {
    const row = index + 2
    const result = readRow(record, row)
    const remark = (reason: string): RowRemark => ({ row, itemCode: record.item_number, reason })
    if ('reason' in result) {
      reading.quarantined.push(remark(result.reason))
      continue
    }
    const { item } = result
    if (item.note) reading.adjusted.push(remark(item.note))
    const former = byCode.get(item.itemCode)
    const merged = former ? mergeItems(former, item) : item
    if (!merged) reading.quarantined.push(remark(`item ${item.itemCode} stands otherwise in row ${former?.row}`))
    else byCode.set(item.itemCode, merged)
    if (former && merged) reading.merged.push(remark(`merged with row ${former.row}`))
  }
  reading.items = [...byCode.values()]
  return reading
}

/**
 * Two rows of one code: the one on the main page makes the product featured and otherwise yields;
 * an exact repeat is one. Anything else contradicts itself, and nobody but the supplier can say
 * which row is right.
 */
function mergeItems(former: CatalogueItem, later: CatalogueItem): CatalogueItem | null {
  if (former.onMainPage !== later.onMainPage) return { ...(former.onMainPage ? later : former), featured: true }
  const same = former.name === later.name && former.category === later.category
  return same && former.price === later.price && former.stockQuantity === later.stockQuantity ? former : null
}
