import { findBrand } from '../find-brand.ts'
import { type Pack, type PackUnit, packUnits, parsePack } from '../parse-pack.ts'
import { MAX_QUANTITY } from '../product.entity.ts'
import { slugify } from '../slugify.ts'
import type { CatalogueRecord } from './catalogue-columns.ts'

/** One good row of a catalogue file. What the file has no column for is undefined. */
export interface CatalogueItem {
  /** As a spreadsheet counts: the header is row 1. */
  row: number
  itemCode: string
  name: string | undefined
  category: string | undefined
  onMainPage: boolean
  featured: boolean
  price: string | null | undefined
  stockQuantity: number | null | undefined
  minOrderQuantity: number | undefined
  orderMultiple: number | undefined
  brand: string | null
  description: string | undefined
  origin: string | null | undefined
  orderUnit: string | undefined
  pack: Pack | null
  /** What was read otherwise than it stands in the file. */
  note: string | null
}

/** What a row says, or in one sentence why it says nothing that can be stored. */
export type RowReading = { item: CatalogueItem } | { reason: string }

/** Reads one record; it is stored as a whole or quarantined as a whole. */
export function readRow(record: CatalogueRecord, row: number): RowReading {
  const reason = findTextFault(record) ?? findNumberFault(record)
  if (reason) return { reason }
  const { name, category } = record
  const onMainPage = record.sheet?.toUpperCase() === 'MAIN PAGE'
  const stock = readStock(record)
  return {
    item: {
      row,
      itemCode: record.itemCode ?? '',
      name,
      category,
      onMainPage,
      featured: record.featured === undefined ? onMainPage : isTrue(record.featured),
      price: readPrice(record),
      stockQuantity: typeof stock === 'number' ? Math.max(0, Math.floor(stock)) : stock,
      minOrderQuantity: readCount(record.minimum),
      orderMultiple: readCount(record.multiple),
      brand: record.brand === undefined ? findBrand(name ?? '') : record.brand || null,
      description: record.description,
      origin: record.origin === undefined ? undefined : record.origin || null,
      orderUnit: record.orderUnit || undefined,
      pack: record.unit === undefined ? parsePack(name ?? '', category ?? '') : readPack(record),
      note: typeof stock === 'number' && stock < 0 ? `stock ${record.stock} was read as 0` : null,
    },
  }
}

const isTrue = (cell: string): boolean => ['TRUE', '1', 'YES'].includes(cell.toUpperCase())

/** An empty cell, or one that the file says holds nothing, is a price on request. */
function readPrice({ hasPrice, price }: CatalogueRecord): string | null | undefined {
  if (price === undefined) return undefined
  return (hasPrice === undefined ? price !== '' : isTrue(hasPrice)) ? Number(price).toFixed(2) : null
}

/** The same of stock: not tracked. */
function readStock({ hasStock, stock }: CatalogueRecord): number | null | undefined {
  if (stock === undefined) return undefined
  return (hasStock === undefined ? stock !== '' : isTrue(hasStock)) ? Number(stock) : null
}

const readCount = (cell: string | undefined): number | undefined => (cell ? Number(cell) : undefined)

function readPack({ unitsPerCase, unitSize, unit }: CatalogueRecord): Pack | null {
  if (!unitsPerCase && !unitSize) return null
  return {
    unitsPerCase: unitsPerCase ? Number(unitsPerCase) : null,
    unitSize: unitSize || null,
    unit: (unit || null) as PackUnit | null,
  }
}

const texts = [
  { column: 'itemCode', heading: 'item_number', max: 64, needed: 'item number' },
  { column: 'name', heading: 'item_description', max: 300, needed: 'description' },
  { column: 'category', heading: 'product_category', max: 100, needed: 'category' },
  { column: 'brand', heading: 'brand', max: 100, needed: null },
  { column: 'origin', heading: 'origin', max: 100, needed: null },
  { column: 'orderUnit', heading: 'order_unit', max: 30, needed: null },
] as const

const controlCharacters = /\p{Cc}/u
/** A description may have lines. */
const badInDescription = /(?![\n\r\t])\p{Cc}/u

function findTextFault(record: CatalogueRecord): string | null {
  for (const { column, heading, max, needed } of texts) {
    const cell = record[column]
    if (needed && (cell === '' || (column === 'itemCode' && !cell))) return `there is no ${needed}`
    if (cell === undefined) continue
    if (cell.length > max) return `${heading} is longer than ${max} characters`
    if (controlCharacters.test(cell)) return `${heading} holds control characters`
  }
  if (record.category !== undefined && !slugify(record.category)) return 'the category has no letter or digit'
  if ((record.description?.length ?? 0) > 2_000) return 'description is longer than 2000 characters'
  return badInDescription.test(record.description ?? '') ? 'description holds control characters' : null
}

const amount = /^\d{1,7}(\.\d{1,2})?$/
const cases = /^-?\d{1,7}(\.\d+)?$/
const count = /^\d{1,6}$/
const size = /^\d{1,6}(\.\d{1,3})?$/

function findNumberFault(record: CatalogueRecord): string | null {
  const { price = '', stock = '', minimum, multiple } = record
  if ((record.hasPrice === undefined ? price !== '' : isTrue(record.hasPrice)) && !isAmount(price))
    return `price "${price.slice(0, 40)}" is not an amount up to 1,000,000 with at most two decimals`
  if ((record.hasStock === undefined ? stock !== '' : isTrue(record.hasStock)) && !cases.test(stock))
    return `stock "${stock.slice(0, 40)}" is not a number of cases`
  for (const [heading, cell] of Object.entries({ minimum, multiple }))
    if (cell && !(count.test(cell) && Number(cell) >= 1 && Number(cell) <= MAX_QUANTITY))
      return `${heading} "${cell.slice(0, 40)}" is not a number of cases from 1 to ${MAX_QUANTITY}`
  return findPackFault(record)
}

const isAmount = (cell: string): boolean => amount.test(cell) && Number(cell) <= 1_000_000

function findPackFault({ unitsPerCase, unitSize, unit }: CatalogueRecord): string | null {
  if (unitsPerCase && !(count.test(unitsPerCase) && Number(unitsPerCase) >= 1))
    return `units_per_case "${unitsPerCase.slice(0, 40)}" is not a whole number`
  if (unitSize && !(size.test(unitSize) && Number(unitSize) > 0))
    return `unit_size "${unitSize.slice(0, 40)}" is not a size with at most three decimals`
  if (unit && !packUnits.some((known) => known === unit))
    return `unit "${unit.slice(0, 40)}" is none of ${packUnits.join(', ')}`
  return null
}
