import type { EntityManager } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { inTransaction } from '../transaction.ts'

/** One try to write an export. */
export interface ExportRun {
  id: string
  /** From 1. */
  attempt: number
  /** Null where days are exported. */
  orderId: string | null
  /** `YYYY-MM-DD`, null where an order is exported. */
  firstDay: string | null
  lastDay: string | null
}

/**
 * Begins a try. What an earlier one wrote is gone, and whoever still writes for it is stopped at the next part.
 * @returns null where there is nothing to do any more
 */
export function beginExport(em: EntityManager, id: string): Promise<ExportRun | null> {
  return inTransaction(em, async (tx) => {
    const { rows } = await sql<ExportRun>`
      update exports
      set status = 'running', attempt = attempt + 1, rows_done = 0, rows_total = null, parts = 0, size_bytes = 0
      where id = ${id} and status in ('waiting', 'running')
      returning id, attempt, order_id as "orderId", first_day::text as "firstDay", last_day::text as "lastDay"
    `.execute(tx.getKysely())
    await sql`delete from export_parts where export_id = ${id}`.execute(tx.getKysely())
    return rows[0] ?? null
  })
}

/** @returns whether the try still goes on: not where the export was deleted, or another worker has taken it over */
export const announceRows = (em: EntityManager, run: ExportRun, rowsTotal: number): Promise<boolean> =>
  going(em, sql`update exports set rows_total = ${rowsTotal} where ${ofRun(run)} returning id`)

/** Adds a part to the file, and counts it, or does neither. @returns whether the try still goes on */
export const addPart = (
  em: EntityManager,
  run: ExportRun,
  { content, rows, now }: { content: string; rows: number; now: Date },
): Promise<boolean> =>
  going(
    em,
    sql`
      with counted as (
        update exports
        set parts = parts + 1, rows_done = rows_done + ${rows}, size_bytes = size_bytes + ${Buffer.byteLength(content)}
        where ${ofRun(run)} returning id, parts
      )
      insert into export_parts (export_id, position, content, created_at)
      select id, parts - 1, ${content}::text, ${now}::timestamptz from counted returning export_id`,
  )

export const finishExport = (em: EntityManager, run: ExportRun, now: Date): Promise<boolean> =>
  going(
    em,
    sql`
      update exports set status = 'finished', error = null, rows_total = rows_done, ended_at = ${now}
      where ${ofRun(run)} returning id`,
  )

/** It will not be tried again. @param reason told to the one who asked for it */
export const failExport = (
  em: EntityManager,
  run: ExportRun,
  { reason, now }: { reason: string; now: Date },
): Promise<boolean> =>
  going(
    em,
    sql`update exports set status = 'failed', error = ${reason}, ended_at = ${now} where ${ofRun(run)} returning id`,
  )

/** It waits for its next try. @param reason told to the one who asked for it */
export const postponeExport = (em: EntityManager, run: ExportRun, reason: string): Promise<boolean> =>
  going(em, sql`update exports set status = 'waiting', error = ${reason} where ${ofRun(run)} returning id`)

const ofRun = ({ id, attempt }: ExportRun) => sql`id = ${id} and attempt = ${attempt} and status = 'running'`

async function going(em: EntityManager, statement: ReturnType<typeof sql>): Promise<boolean> {
  const { rows } = await statement.execute(em.getKysely())
  return rows.length > 0
}
