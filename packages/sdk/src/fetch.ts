export interface FetchOptions {
  fetch: typeof globalThis.fetch
  /** Milliseconds one attempt may take; null = as long as it takes. */
  timeoutMs: number | null
  /** Attempts after the first, of requests that may be repeated. */
  retries: number
}

/**
 * A `fetch` that gives up in time and tries again where that cannot do harm: reads, and writes that
 * carry an `Idempotency-Key`. It waits as long as `Retry-After` asks, or twice as long each time with jitter.
 */
export function createFetch({ fetch, timeoutMs, retries }: FetchOptions): typeof globalThis.fetch {
  return async (input, init = {}) => {
    const attempts = mayRepeat(init) ? retries + 1 : 1
    for (let attempt = 1; ; attempt++) {
      const last = attempt === attempts
      const limits = timeoutMs === null ? [] : [AbortSignal.timeout(timeoutMs)]
      const signal = AbortSignal.any([...limits, ...(init.signal ? [init.signal] : [])])
      try {
        const response = await fetch(input, { ...init, signal })
        if (last || !isPassing(response.status)) return response
        await response.body?.cancel()
        await wait(retryAfterMs(response) ?? backoffMs(attempt), init.signal)
      } catch (error) {
        if (last || init.signal?.aborted) throw error
        await wait(backoffMs(attempt), init.signal)
      }
    }
  }
}

function mayRepeat({ method = 'GET', headers }: RequestInit): boolean {
  return method.toUpperCase() === 'GET' || new Headers(headers).has('idempotency-key')
}

/** Statuses that say "later": too many requests, and not now. */
export const isPassing = (status: number): boolean =>
  status === 429 || status === 502 || status === 503 || status === 504

const LONGEST_WAIT_MS = 30_000

function retryAfterMs({ headers }: Response): number | undefined {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN)
  return Number.isFinite(seconds) ? Math.min(seconds * 1_000, LONGEST_WAIT_MS) : undefined
}

const backoffMs = (attempt: number): number => 200 * 2 ** attempt * (0.5 + Math.random() / 2)

function wait(ms: number, signal: AbortSignal | null | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms)
    signal?.addEventListener(
      'abort',
      () => {
        clearTimeout(timer)
        reject(signal.reason as Error)
      },
      { once: true },
    )
  })
}
