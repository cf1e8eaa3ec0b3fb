import { ApiError, networkError, readErrorBody } from './errors.ts'
import type { LinkOptions } from './live-link.ts'

/** A file as the server sends it; nothing of it is kept in memory before you read it. */
export interface CsvDownload {
  /** Such as `DesiDeliver_Products_20261124.csv`. */
  fileName: string
  /** UTF-8, with a header line. It fails where the connection breaks: half a file never ends well. */
  body: ReadableStream<Uint8Array>
}

interface DownloadRequest {
  /** Below `/api`, with its query. */
  path: string
  /** What is sent, where the file is an answer to another. */
  csv?: string | Blob
  signal?: AbortSignal | undefined
}

/** @throws ApiError */
export async function downloadCsv(
  { url, fetch, headers }: LinkOptions,
  { path, csv, signal }: DownloadRequest,
): Promise<CsvDownload> {
  const own = { ...(await headers()), ...(csv !== undefined && { 'content-type': 'text/csv' }) }
  const request = {
    headers: own,
    ...(csv !== undefined && { method: 'POST', body: csv }),
    ...(signal && { signal }),
  }
  const answer = await fetch(`${url}/api${path}`, request).catch((error: unknown) => {
    throw networkError(error)
  })
  if (answer.ok && answer.body) return { fileName: readFileName(answer), body: answer.body }
  const { status } = answer
  const unreadable = new ApiError(`The server answered ${status}.`, { code: 'UNREADABLE_ANSWER', status })
  throw readErrorBody(await answer.json().catch(() => undefined), status) ?? unreadable
}

/** A name that leads out of no folder, whatever a server says. */
const readFileName = ({ headers }: Response): string =>
  /filename="(\w[\w.-]*)"/.exec(headers.get('content-disposition') ?? '')?.[1] ?? 'download.csv'
