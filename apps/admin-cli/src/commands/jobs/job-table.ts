import type { Job } from '@desideliver/sdk'
import { formatMoment } from '../../format.ts'
import { color } from '../../output.ts'
import type { Column } from '../../table.ts'

export const jobStates = [
  'waiting',
  'active',
  'retrying',
  'completed',
  'cancelled',
  'dead',
] as const satisfies Job['state'][]

const paintState = (text: string, { state }: Job): string => {
  if (state === 'dead') return color.red(text)
  return state === 'retrying' ? color.yellow(text) : text
}

/** The id comes first: it is what the other commands want, and a narrow terminal leaves out the last. */
export const jobColumns: Column<Job>[] = [
  { head: 'Id', value: (job) => job.id },
  { head: 'Queue', value: (job) => job.queue },
  { head: 'State', value: (job) => job.state, paint: paintState },
  { head: 'Error', value: (job) => job.error, shrinksTo: 16 },
  { head: 'Tries', value: (job) => job.attempts, align: 'right' },
  { head: 'Since', value: (job) => formatMoment(job.createdAt) },
]
