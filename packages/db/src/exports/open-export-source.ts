import type { EntityManager } from '@mikro-orm/postgresql'
import { orderCsv } from '../orders/csv/order-csv.ts'
import { type LinePosition, type OrderDays, countOrderLines, readOrderLines } from '../orders/csv/order-lines-csv.ts'
import { Order } from '../orders/order.entity.ts'
import { MAX_EXPORT_ROWS, exportTooLarge } from './export.errors.ts'
import type { ExportRun } from './export-run.ts'

/** What an export is made of, read part by part as it is written. */
export interface ExportSource {
  /** Lines of orders, header not counted. */
  rowsTotal: number
  parts: AsyncIterable<{ content: string; rows: number }>
}

/** @throws DomainError EXPORT_TOO_LARGE */
export async function openExportSource(em: EntityManager, run: ExportRun, timeZone: string): Promise<ExportSource> {
  const { orderId, firstDay, lastDay } = run
  if (orderId !== null) return openOrder(em, orderId, timeZone)
  if (firstDay === null || lastDay === null) throw new Error(`The export ${run.id} is of nothing`)
  const days = { from: firstDay, to: lastDay, timeZone }
  const rowsTotal = await countOrderLines(em, days)
  if (rowsTotal > MAX_EXPORT_ROWS) throw exportTooLarge(rowsTotal)
  return { rowsTotal, parts: readDays(em, days) }
}

async function openOrder(em: EntityManager, id: string, timeZone: string): Promise<ExportSource> {
  const order = await em.findOneOrFail(Order, { id }, { populate: ['lines'], strategy: 'select-in' })
  const { content } = orderCsv(order, timeZone)
  const rows = order.lines.length
  return { rowsTotal: rows, parts: only({ content, rows }) }
}

async function* only<Part>(part: Part): AsyncGenerator<Part> {
  yield part
}

async function* readDays(em: EntityManager, days: OrderDays): AsyncGenerator<{ content: string; rows: number }> {
  let after: LinePosition | null = null
  do {
    const page = await readOrderLines(em, days, after)
    yield { content: page.csv, rows: page.rows }
    after = page.after
  } while (after)
}
