import { type JobRecord, jobStates } from '@desideliver/jobs'
import { z } from 'zod'
import { moment } from '../fields.ts'

export const JobDto = z
  .strictObject({
    id: z.uuid(),
    queue: z.string().meta({ example: 'mail-order-confirmation' }),
    state: z.enum(jobStates),
    payload: z.record(z.string(), z.unknown()).nullable().meta({ description: 'With addresses and secrets hidden' }),
    attempts: z.int(),
    error: z.string().nullable().meta({ description: 'Of the last try' }),
    createdAt: moment,
    startsAt: moment.meta({ description: 'Not before: the next try of one that failed' }),
    startedAt: moment.nullable(),
    endedAt: moment.nullable(),
  })
  .meta({ id: 'Job' })

/** Names of fields that would hold what opens something. No payload has one; none that comes later shows it. */
const secret = /token|secret|password|authorization|apikey/i

function hide([name, value]: [string, unknown]): [string, unknown] {
  if (secret.test(name)) return [name, '(hidden)']
  // Enough to tell two people apart, and not enough to write to them.
  return [name, typeof value === 'string' ? value.replace(/([^\s@<>])[^\s@<>]*(@[^\s@<>]+)/g, '$1…$2') : value]
}

export function toJobDto({ id, queue, state, payload, attempts, error, ...times }: JobRecord): z.infer<typeof JobDto> {
  const { createdAt, startsAt, startedAt, endedAt } = times
  const shown = payload && Object.fromEntries(Object.entries(payload).map(hide))
  return { id, queue, state, payload: shown, attempts, error, createdAt, startsAt, startedAt, endedAt }
}
