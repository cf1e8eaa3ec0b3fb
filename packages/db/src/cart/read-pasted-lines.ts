import { CsvError } from 'csv-parse'
import { parse } from 'csv-parse/sync'
import { bare } from '../csv-cells.ts'

/** A line of a list that someone pasted, as it stands there. */
export interface PastedLine {
  /** As an editor or a spreadsheet counts, from 1. */
  row: number
  itemCode: string
  /** Whole cases, or null where none are told. */
  quantity: number | null
}

/** Where the cells of a line are. */
interface Columns {
  itemCode: number
  quantity: number
}

const LONGEST_CODE = 200

/**
 * Reads a list of item codes and quantities as it comes out of a spreadsheet, a CSV file or a mail: cells parted by
 * tabs, semicolons, commas or, where there is nothing else, by the last space. A first line may name the columns.
 * Each line stands for itself: one that is broken spoils no other.
 */
export function readPastedLines(text: string): PastedLine[] {
  let columns: Columns = { itemCode: 0, quantity: 1 }
  let isFirst = true
  const lines: PastedLine[] = []
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    const cells = readCells(line)
    if (cells.every((cell) => cell === '')) continue
    const named = isFirst ? findColumns(cells) : null
    isFirst = false
    if (named) columns = named
    else lines.push({ row: index + 1, ...pick(cells, columns) })
  }
  return lines
}

function readCells(line: string): string[] {
  const delimiter = ['\t', ';', ','].find((candidate) => line.includes(candidate))
  const cells = (delimiter && parseLine(line, delimiter)) || [line.trim()]
  const [only = ''] = cells
  // Without columns the last word is the quantity; a lone word has none.
  const [, itemCode, quantity] = (cells.length === 1 && /^(.*\S)[\s,;]+(\S+)$/.exec(only)) || []
  return (itemCode && quantity ? [itemCode, quantity] : cells).map(bare)
}

function parseLine(line: string, delimiter: string): string[] | null {
  try {
    const [cells = null] = parse(line, { delimiter, trim: true, relax_quotes: true })
    return cells
  } catch (error) {
    if (error instanceof CsvError) return null
    throw error
  }
}

const isCodeName = /^(item|product|article)?(code|number|no)?$|^sku$/
const isQuantityName = /^(quantity|qty|cases|amount|count)$/

/** Where a heading says that the cells are; null where the line is none. */
function findColumns(cells: readonly string[]): Columns | null {
  const names = cells.map((cell) => cell.toLowerCase().replace(/[^a-z]/g, ''))
  const quantity = names.findIndex((name) => isQuantityName.test(name))
  const itemCode = names.findIndex((name) => name !== '' && isCodeName.test(name))
  return quantity < 0 || itemCode < 0 ? null : { itemCode, quantity }
}

function pick(cells: readonly string[], { itemCode, quantity }: Columns): Omit<PastedLine, 'row'> {
  const cases = cells[quantity] ?? ''
  return {
    // Where the cut goes through an emoji, no half of it stays: none can be stored.
    itemCode: (cells[itemCode] ?? '').slice(0, LONGEST_CODE).toWellFormed(),
    quantity: /^\d{1,9}$/.test(cases) ? Number(cases) : null,
  }
}
