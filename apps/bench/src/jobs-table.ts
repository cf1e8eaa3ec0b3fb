import { setTimeout as sleep } from 'node:timers/promises'

/** What was measured, what came out, and what was aimed at. */
export type Row = [what: string, figure: string, aim: string]

export function printRows(rows: Row[]): void {
  const width = (column: 0 | 1): number => Math.max(...rows.map((row) => row[column].length))
  for (const [what, figure, aim] of rows)
    console.log(`  ${what.padEnd(width(0))}  ${figure.padEnd(width(1))}  ${aim}`.trimEnd())
}

export const median = (values: number[]): number => percentile(values, 0.5)

/** @param share from 0 to 1 */
export function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** @throws where it takes longer than so many seconds */
export async function untilTrue(isSo: () => boolean | Promise<boolean>, seconds: number): Promise<void> {
  const deadline = performance.now() + seconds * 1_000
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`Not within ${seconds} s: ${isSo.toString()}`)
    await sleep(10)
  }
}
