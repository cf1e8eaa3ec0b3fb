import type { EntityManager } from '@mikro-orm/postgresql'
import { DEAD_LETTER_QUEUE } from '../dead-letter-queue.ts'

/** How a queue is getting on. */
export interface QueueFigures {
  queue: string
  /** Ready to be done now. */
  waiting: number
  /** Waiting for their next try, or for their time. */
  retrying: number
  active: number
  /** Given up, for staff to look at. */
  dead: number
  /** How long the oldest that is ready has waited, in seconds; null where none is. */
  oldestSeconds: number | null
  /** Of the last hour. */
  completed: number
  failed: number
  /** How long they took in the last hour, in seconds; null where none was done. */
  medianSeconds: number | null
  p95Seconds: number | null
}

const ended = (state: string): string => `state = '${state}' and completed_on > now() - interval '1 hour'`
const ready = `state in ('created', 'retry') and start_after <= now() and not dead`
const took = (part: number): string => `
  percentile_cont(${part}) within group (order by extract(epoch from completed_on - started_on))
    filter (where ${ended('completed')})::float8`

/** Every queue, those with most to worry about first. */
export function readQueueFigures(em: EntityManager): Promise<QueueFigures[]> {
  return em.execute<QueueFigures[]>(`
    with jobs as (
      select *, name = '${DEAD_LETTER_QUEUE}' as dead, coalesce(source_name, name) as queue from pgboss.job
    ),
    figures as (
      select case when dead then queue else name end as queue,
        count(*) filter (where ${ready})::int as waiting,
        count(*) filter (where state in ('created', 'retry') and start_after > now() and not dead)::int as retrying,
        count(*) filter (where state = 'active')::int as active,
        count(*) filter (where dead)::int as dead,
        extract(epoch from now() - min(created_on) filter (where ${ready}))::float8 as oldest,
        count(*) filter (where ${ended('completed')})::int as completed,
        count(*) filter (where ${ended('failed')})::int as failed,
        ${took(0.5)} as median, ${took(0.95)} as p95
      from jobs group by 1
    )
    select queue.name as queue, coalesce(waiting, 0) as waiting, coalesce(retrying, 0) as retrying,
      coalesce(active, 0) as active, coalesce(dead, 0) as dead, oldest as "oldestSeconds",
      coalesce(completed, 0) as completed, coalesce(failed, 0) as failed,
      median as "medianSeconds", p95 as "p95Seconds"
    from pgboss.queue left join figures on figures.queue = queue.name
    where queue.name not like '\\_\\_pgboss%' and queue.name <> '${DEAD_LETTER_QUEUE}'
    order by coalesce(dead, 0) desc, coalesce(waiting, 0) desc, queue.name`)
}
