import { networkError, readErrorBody, ApiError } from './errors.ts'
import type { LinkOptions } from './live-link.ts'
import type { ImportResult } from './router.ts'

export interface ImportOptions {
  /** Only tell what would be. */
  dryRun?: boolean
  signal?: AbortSignal
}

/** Sends the file as it is: tRPC's bodies are small, a catalogue is not. */
export async function importProducts(
  { url, fetch, headers }: LinkOptions,
  csv: string | Blob,
  { dryRun = false, signal }: ImportOptions = {},
): Promise<ImportResult> {
  const request = {
    method: 'POST',
    headers: { ...(await headers()), 'content-type': 'text/csv' },
    body: csv,
    ...(signal && { signal }),
  }
  const response = await fetch(`${url}/api/products/import?dryRun=${dryRun}`, request).catch((error: unknown) => {
    throw networkError(error)
  })
  const body: unknown = await response.json().catch(() => undefined)
  if (response.ok) return body as ImportResult
  throw (
    readErrorBody(body, response.status) ??
    new ApiError(`The server answered ${response.status}.`, { code: 'UNREADABLE_ANSWER', status: response.status })
  )
}
