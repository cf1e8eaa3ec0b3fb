import type { Export } from '@desideliver/sdk'
import { formatMoment } from '../../format.ts'
import { color } from '../../output.ts'
import type { Column } from '../../table.ts'

export const exportKinds = ['order-csv', 'orders-daily', 'orders-range'] as const satisfies Export['kind'][]
export const exportStatuses = ['waiting', 'running', 'finished', 'failed'] as const satisfies Export['status'][]

const paints: Record<Export['status'], (text: string) => string> = {
  waiting: color.yellow,
  running: color.cyan,
  finished: color.green,
  failed: color.red,
}

/** Such as `1500 of 20000 lines`. */
export const progressOf = ({ rowsDone, rowsTotal }: Export): string =>
  rowsTotal === null ? 'not begun' : `${rowsDone} of ${rowsTotal} lines`

export const exportColumns: Column<Export>[] = [
  { head: 'Id', value: (found) => found.id },
  { head: 'Status', value: (found) => found.status, paint: (text, found) => paints[found.status](text) },
  { head: 'Written', value: progressOf },
  { head: 'File', value: (found) => found.fileName, shrinksTo: 20 },
  { head: 'Requested', value: (found) => formatMoment(found.createdAt) },
]
