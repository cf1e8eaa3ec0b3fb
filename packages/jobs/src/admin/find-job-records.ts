import type { EntityManager } from '@mikro-orm/postgresql'
import { DEAD_LETTER_QUEUE } from '../dead-letter-queue.ts'

/** What has become of a job. `retrying` waits for its next try, `dead` was given up and can be tried again by staff. */
export const jobStates = ['waiting', 'active', 'retrying', 'completed', 'cancelled', 'dead'] as const
export type JobState = (typeof jobStates)[number]

export interface JobRecord {
  id: string
  /** Name of the job, also of one among the dead letters. */
  queue: string
  state: JobState
  payload: Record<string, unknown> | null
  /** How often it was begun. */
  attempts: number
  error: string | null
  createdAt: Date
  /** Not before; the next try of one that failed. */
  startsAt: Date
  startedAt: Date | null
  endedAt: Date | null
  /** `createdAt` to the microsecond, for cursors. */
  position: string
}

export interface JobSearch {
  queue?: string | undefined
  state?: JobState | undefined
  /** Of the job, or of the job it was before it was given up or tried again. */
  id?: string | undefined
  /** The same, or the id of what it is about, such as an order. */
  about?: string | undefined
  after?: { position: string; id: string } | undefined
  limit: number
}

/** What went wrong; pg-boss wraps what it says itself, such as that a worker was gone or took too long. */
const messageOf = (output: string): string => `coalesce(${output} ->> 'message', ${output} #>> '{value,message}')`

/** A failed job is told of once, as its dead letter: its own row is only what pg-boss remembers. */
const records = `
  select id,
    case name when '${DEAD_LETTER_QUEUE}' then source_name else name end as queue,
    case
      when name = '${DEAD_LETTER_QUEUE}' then 'dead'
      when state = 'created' then 'waiting'
      when state = 'retry' then 'retrying'
      else state::text
    end as state,
    data as payload,
    coalesce(source_retry_count, retry_count) + (started_on is not null or name = '${DEAD_LETTER_QUEUE}')::int as attempts,
    case name when '${DEAD_LETTER_QUEUE}' then ${messageOf('source_output')} else ${messageOf('output')} end as error,
    created_on as "createdAt", start_after as "startsAt", started_on as "startedAt", completed_on as "endedAt",
    to_char(created_on at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as position,
    source_id, source_root_id, created_on
  from pgboss.job
  where name not like '\\_\\_pgboss%' and state <> 'failed'`

const isOrWas = '?::uuid in (id, source_id, source_root_id)'
const isAbout = `exists (
  select from jsonb_each_text(case jsonb_typeof(payload) when 'object' then payload end) where value = ?)`

/** The jobs that lie in the queues, newest first. */
export function findJobRecords(em: EntityManager, search: JobSearch): Promise<JobRecord[]> {
  const { queue, state, id, about, after, limit } = search
  const conditions = [
    ...(queue === undefined ? [] : [{ sql: 'queue = ?', values: [queue] }]),
    ...(state === undefined ? [] : [{ sql: 'state = ?', values: [state] }]),
    ...(id === undefined ? [] : [{ sql: isOrWas, values: [id] }]),
    ...(about === undefined ? [] : [{ sql: `(${isOrWas} or ${isAbout})`, values: [about, about] }]),
    ...(after ? [{ sql: '(created_on, id) < (?::timestamptz, ?::uuid)', values: [after.position, after.id] }] : []),
  ]
  return em.execute<JobRecord[]>(
    `select id, queue, state, payload, attempts, error, "createdAt", "startsAt", "startedAt", "endedAt", position
     from (${records}) records
     ${conditions.length > 0 ? `where ${conditions.map(({ sql }) => sql).join(' and ')}` : ''}
     order by created_on desc, id desc limit ?`,
    [...conditions.flatMap(({ values }) => values), limit],
  )
}
