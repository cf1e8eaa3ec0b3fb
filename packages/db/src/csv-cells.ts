import { stringify } from 'csv-stringify/sync'

/** How a cell begins that a spreadsheet would run as a formula, or that we have defused. */
const risky = /^['=+\-@\t\r\n＝＋－＠]/u

/** A cell that no spreadsheet runs: an apostrophe before what would begin a formula (OWASP, CSV injection). */
export const defused = (cell: string): string => (risky.test(cell) ? `'${cell}` : cell)

/** What `defused` was given. */
export const bare = (cell: string): string => (cell.startsWith("'") && risky.test(cell.slice(1)) ? cell.slice(1) : cell)

/** Lines of a CSV file (RFC 4180) in which no cell is a formula; null is an empty cell. */
export const csvLines = (rows: readonly (readonly (string | null)[])[]): string =>
  stringify(
    rows.map((row) => row.map((cell) => (cell === null ? '' : defused(cell)))),
    // Only its own line end would be quoted otherwise.
    { record_delimiter: '\r\n', quoted_match: /[\r\n]/ },
  )
