import { invalidCsv } from '../catalogue.errors.ts'

/** What a column may say, and the headings it may have: the supplier's, the short form's, and those of our export. */
const headings = {
  itemCode: ['item_number', 'item_code', 'code'],
  name: ['item_description', 'name'],
  category: ['product_category', 'category'],
  sheet: ['sheet_source'],
  hasPrice: ['has_pricing'],
  price: ['price'],
  hasStock: ['has_stock_info'],
  stock: ['stock'],
  minimum: ['minimum', 'min_order_quantity'],
  multiple: ['multiple', 'order_multiple'],
  brand: ['brand'],
  description: ['description'],
  origin: ['origin'],
  orderUnit: ['order_unit'],
  featured: ['featured'],
  unitsPerCase: ['units_per_case'],
  unitSize: ['unit_size'],
  unit: ['unit'],
} as const satisfies Record<string, readonly string[]>

export type Column = keyof typeof headings
/** One line of the file: a cell of each column that the file has. */
export type CatalogueRecord = Partial<Record<Column, string>>

const columnOf = new Map<string, Column>(
  Object.entries(headings).flatMap(([column, names]) => names.map((name) => [name, column as Column])),
)

/** Columns that mean something only beside others. */
const together: [Column, Column][] = [
  ['hasPrice', 'price'],
  ['hasStock', 'stock'],
  ['unitsPerCase', 'unitSize'],
  ['unitSize', 'unit'],
  ['unit', 'unitsPerCase'],
]

/**
 * What each column of a file is, by its heading, in any case and order; null for those that are ignored.
 * @throws DomainError INVALID_CSV where the item code is missing, a heading stands twice, or nothing is said
 */
export function readHeader(header: readonly string[]): (Column | null)[] {
  if (header.every((heading) => heading.trim() === '')) throw invalidCsv('the file is empty.')
  const columns = header.map((heading) => columnOf.get(heading.trim().toLowerCase().replaceAll(' ', '_')) ?? null)
  const known = columns.filter((column) => column !== null)
  const twice = known.find((column, index) => known.indexOf(column) !== index)
  if (twice) throw invalidCsv(`the header has ${nameOf(twice)} twice.`)
  if (!known.includes('itemCode')) throw invalidCsv(`the header lacks ${headings.itemCode.join(' or ')}.`)
  for (const [column, other] of together)
    if (known.includes(column) && !known.includes(other))
      throw invalidCsv(`the header lacks ${nameOf(other)}, which ${nameOf(column)} belongs to.`)
  if (known.length < 2) throw invalidCsv('the header names nothing beside the item code.')
  return columns
}

const nameOf = (column: Column): string => headings[column].join(' or ')
