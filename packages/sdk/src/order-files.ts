import { type CsvDownload, downloadCsv } from './download-csv.ts'
import type { LinkOptions } from './live-link.ts'
import type { OrderSummaryFilter } from './router.ts'

interface Abortable {
  signal?: AbortSignal | undefined
}

/** Orders as CSV files, sent as they are read: nothing of them is kept in memory before you read it. */
export interface OrderFiles {
  /**
   * One order, a line for each of its lines; staff only.
   * @throws ApiError ORDER_NOT_FOUND
   *
   * @example
   * const { fileName, body } = await client.exportOrder(order.id)
   * await pipeline(body, createWriteStream(fileName)) // DesiDeliver_Order_DD20260309007_20260309.csv
   */
  exportOrder: (orderId: string, options?: Abortable) => Promise<CsvDownload>
  /**
   * What was ordered on a day, without what was cancelled; staff only. A day without orders is a file with nothing but
   * its header.
   *
   * @example
   * const { body } = await client.exportDailyOrders({ date: '2026-03-09' }) // today where left out
   */
  exportDailyOrders: (options?: { date?: string | undefined } & Abortable) => Promise<CsvDownload>
  /**
   * Your own orders, a line each, newest first; customers only.
   *
   * @example
   * const { body } = await client.exportOrderSummary({ from: '2026-01-01', status: 'delivered' })
   */
  exportOrderSummary: (filter?: OrderSummaryFilter & Abortable) => Promise<CsvDownload>
  /**
   * The file of a finished export of yours; staff only.
   * @throws ApiError EXPORT_NOT_FOUND, EXPORT_NOT_READY, EXPORT_FAILED
   *
   * @example
   * const { id } = await client.api.exports.request.mutate({ kind: 'orders-range', from: '2026-03-01', to: '2026-03-31' })
   * // … until (await client.api.exports.get.query({ id })).status is 'finished'
   * const { fileName, body } = await client.downloadExport(id)
   */
  downloadExport: (id: string, options?: Abortable) => Promise<CsvDownload>
}

export const createOrderFiles = (files: LinkOptions): OrderFiles => ({
  exportOrder: (id, { signal } = {}) =>
    downloadCsv(files, { path: `/orders/${encodeURIComponent(id)}/export-csv`, signal }),
  exportDailyOrders: ({ signal, ...query } = {}) =>
    downloadCsv(files, { path: `/orders/daily/export-csv${queryOf(query)}`, signal }),
  exportOrderSummary: ({ signal, ...query } = {}) =>
    downloadCsv(files, { path: `/orders/summary/export-csv${queryOf(query)}`, signal }),
  downloadExport: (id, { signal } = {}) =>
    downloadCsv(files, { path: `/exports/${encodeURIComponent(id)}/download`, signal }),
})

function queryOf(values: Record<string, string | undefined>): string {
  const given = Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return given.length > 0 ? `?${new URLSearchParams(given).toString()}` : ''
}
