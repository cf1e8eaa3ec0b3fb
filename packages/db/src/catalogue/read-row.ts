import { findBrand } from './find-brand.ts'
import type { CatalogueRecord } from './catalogue-columns.ts'
import { type Pack, parsePack } from './parse-pack.ts'
import { slugify } from './slugify.ts'

/** One good row of a catalogue file. */
export interface CatalogueItem {
  /** As a spreadsheet counts: the header is row 1. */
  row: number
  itemCode: string
  name: string
  category: string
  onMainPage: boolean
  featured: boolean
  price: string | null
  stockQuantity: number | null
  brand: string | null
  pack: Pack | null
  /** What was read otherwise than it stands in the file. */
  note: string | null
}

/** What a row says, or in one sentence why it says nothing that can be stored. */
export type RowReading = { item: CatalogueItem } | { reason: string }

const controlCharacters = /\p{Cc}/u
const amount = /^\d{1,7}(\.\d{1,2})?$/
const cases = /^-?\d{1,7}(\.\d+)?$/
const limits = { item_number: 64, item_description: 300, product_category: 100 } as const

/** Reads one record; it is stored as a whole or quarantined as a whole. */
export function readRow(record: CatalogueRecord, row: number): RowReading {
  const reason = findFault(record)
  if (reason) return { reason }
  const name = record.item_description
  const stock = isTrue(record.has_stock_info) ? Number(record.stock) : null
  const onMainPage = record.sheet_source.toUpperCase() === 'MAIN PAGE'
  return {
    item: {
      row,
      itemCode: record.item_number,
      name,
      category: record.product_category,
      onMainPage,
      featured: onMainPage,
      price: isTrue(record.has_pricing) ? Number(record.price).toFixed(2) : null,
      stockQuantity: stock === null ? null : Math.max(0, Math.floor(stock)),
      brand: findBrand(name),
      pack: parsePack(name, record.product_category),
      note: stock !== null && stock < 0 ? `stock ${record.stock} was read as 0` : null,
    },
  }
}

function findFault(record: CatalogueRecord): string | null {
  if (!record.item_number) return 'there is no item number'
  if (!record.item_description) return 'there is no description'
  if (!record.product_category) return 'there is no category'
  if (!slugify(record.product_category)) return 'the category has no letter or digit'
  for (const column of ['item_number', 'item_description', 'product_category'] as const) {
    if (record[column].length > limits[column]) return `${column} is longer than ${limits[column]} characters`
    if (controlCharacters.test(record[column])) return `${column} holds control characters`
  }
  return findNumberFault(record)
}

function findNumberFault({ has_pricing, price, has_stock_info, stock }: CatalogueRecord): string | null {
  if (isTrue(has_pricing) && !(amount.test(price) && Number(price) <= 1_000_000))
    return `price "${price.slice(0, 40)}" is not an amount up to 1,000,000 with at most two decimals`
  if (isTrue(has_stock_info) && !cases.test(stock)) return `stock "${stock.slice(0, 40)}" is not a number of cases`
  return null
}

const isTrue = (cell: string): boolean => ['TRUE', '1', 'YES'].includes(cell.toUpperCase())
