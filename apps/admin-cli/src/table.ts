import Table from 'cli-table3'

export interface Column<Row> {
  head: string
  /** Null is shown as a dash. */
  value: (row: Row) => string | number | null
  align?: 'left' | 'right'
  /** Characters it may be narrowed to, its values cut; without, it is not: people copy codes and numbers. */
  shrinksTo?: number
  paint?: (text: string, row: Row) => string
}

interface Contents<Row> {
  rows: Row[]
  /** One for each column. */
  heads: string[]
  /** Of the terminal, in characters. */
  width: number
}

interface Fitted<Row> {
  columns: Column<Row>[]
  widths: number[]
}

const GAP = '  '
const NARROWEST_VALUE = 8

const noBorders = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: GAP,
}
const style = { 'padding-left': 0, 'padding-right': 0, head: [], border: [] }

/** Draws a table of at most that width. */
export function fitTable<Row>(columns: Column<Row>[], { rows, heads, width }: Contents<Row>): string {
  const natural = columns.map((column) => measure([column.head, ...rows.map((row) => column.value(row))]))
  const fitted = fit({ columns, widths: natural }, width)
  const table = new Table({
    chars: noBorders,
    style,
    colWidths: fitted.widths,
    head: heads.slice(0, fitted.columns.length),
    colAligns: fitted.columns.map(({ align }) => align ?? 'left'),
  })
  for (const row of rows)
    table.push(fitted.columns.map(({ value, paint }) => paint?.(String(value(row)), row) ?? value(row)))
  return trimLines(table.toString())
}

/** Draws names and values; values wrap at that width. */
export function wrapFields(fields: (readonly [string, string])[], width: number): string {
  const nameWidth = measure(fields.map(([name]) => name))
  const valueWidth = Math.max(width - nameWidth - GAP.length, NARROWEST_VALUE)
  const table = new Table({ chars: noBorders, style, colWidths: [nameWidth, valueWidth], wordWrap: true })
  table.push(...fields.map(([name, value]) => [name, value]))
  return trimLines(table.toString())
}

/** Narrows the widest columns that may shrink; where that is not enough, the last column goes. */
function fit<Row>({ columns, widths }: Fitted<Row>, width: number): Fitted<Row> {
  const room = width - GAP.length * (columns.length - 1)
  const least = widths.map((natural, index) => Math.min(natural, columns[index]?.shrinksTo ?? natural))
  if (sum(least) > room && columns.length > 1)
    return fit({ columns: columns.slice(0, -1), widths: widths.slice(0, -1) }, width)
  const fitted = [...widths]
  for (let excess = sum(fitted) - room; excess > 0; excess--) {
    const canShrink = fitted.map((current, index) => (current > (least[index] ?? current) ? current : 0))
    const widest = Math.max(...canShrink)
    if (widest === 0) break
    fitted[canShrink.indexOf(widest)] = widest - 1
  }
  return { columns, widths: fitted }
}

/** Characters of the terminal the widest of these takes, which for some scripts is not their number. */
function measure(values: (string | number | null)[]): number {
  const table = new Table({ chars: { ...noBorders, top: '-' }, style })
  for (const value of values) table.push([value])
  return table.width
}

const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0)

const trimLines = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
