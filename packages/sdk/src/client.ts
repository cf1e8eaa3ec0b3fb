import { type TRPCClient, createTRPCClient } from '@trpc/client'
import { type ImportOptions, importProducts } from './import-products.ts'
import { type CsvDownload, downloadCsv } from './download-csv.ts'
import { createFetch } from './fetch.ts'
import { createLinks } from './links.ts'
import type { LinkOptions } from './live-link.ts'
import { type OrderFiles, createOrderFiles } from './order-files.ts'
import { type TicketFiles, createTicketFiles } from './ticket-files.ts'
import type { AppRouter, ImportResult, User } from './router.ts'
import { type TokenStorage, memoryTokenStorage } from './token-storage.ts'

export interface ClientOptions {
  /** Where the server is, such as `https://api.example.com`, without a path. */
  url: string
  /** Where the token is kept; in memory unless told otherwise. */
  tokenStorage?: TokenStorage
  /** Milliseconds one attempt may take; 15,000 unless told otherwise. */
  timeoutMs?: number
  /** Attempts after the first, of requests that may be repeated; 3 unless told otherwise. */
  retries?: number
  /** Instead of the global one. */
  fetch?: typeof globalThis.fetch
}

export interface Credentials {
  email: string
  password: string
  /** Of an authenticator app, or a recovery code; for accounts with a second factor. */
  code?: string
}

export interface DesiDeliverClient extends OrderFiles, TicketFiles {
  /**
   * Every procedure of the server, typed: `api.<feature>.<procedure>.query(input)` or `.mutate(input)`.
   * Times are `Date`s, money is decimal text. Everything throws `ApiError`.
   *
   * Subscriptions are loops: `for await (const { data } of api.orders.watch.subscribe({}, { signal }))`. They come back
   * by themselves after a lost connection and miss nothing; `OrderEvent` tells what comes.
   */
  api: TRPCClient<AppRouter>
  /**
   * Signs in and keeps the token.
   * @throws ApiError WRONG_CREDENTIALS; TOTP_REQUIRED where the account wants a `code` too, WRONG_CODE
   */
  signIn: (credentials: Credentials) => Promise<User>
  /**
   * Exchanges the kept token for a new one; the old one dies at once.
   * @returns when the new session ends, unless it is used before
   */
  refresh: () => Promise<Date>
  /**
   * Puts the second factor in force that `api.auth.totp.enrol` began, and keeps the token of the new session: all
   * older ones end.
   * @returns recovery codes, shown this once
   * @throws ApiError WRONG_CODE
   */
  confirmTotp: (code: string) => Promise<string[]>
  /** Ends the session on the server and forgets the token, also when the server cannot be reached. */
  signOut: () => Promise<void>
  /** Whether a token is kept; the server may have ended its session meanwhile. */
  isSignedIn: () => Promise<boolean>
  /**
   * Imports a catalogue file of up to 32 MB; staff only.
   * @throws ApiError INVALID_CSV, IMPORT_RUNNING
   */
  importProducts: (csv: string | Blob, options?: ImportOptions) => Promise<ImportResult>
  /**
   * Tries a catalogue file without storing anything, and reports on each of its rows; staff only.
   * @throws ApiError INVALID_CSV, IMPORT_RUNNING
   */
  reportImport: (csv: string | Blob, options?: { signal?: AbortSignal }) => Promise<CsvDownload>
  /**
   * The whole catalogue as a file that `importProducts` takes back; staff only.
   *
   * @example
   * const { fileName, body } = await client.exportProducts()
   * await pipeline(body, createWriteStream(fileName))
   */
  exportProducts: (options?: { signal?: AbortSignal }) => Promise<CsvDownload>
}

/**
 * A client of one DesiDeliver server.
 *
 * @example
 * const client = createClient({ url: 'http://localhost:8000' })
 * await client.signIn({ email: 'customer@desideliver.test', password: 'desideliver-demo' })
 * const { items } = await client.api.products.list.query({ search: 'basmati' })
 */
export function createClient(options: ClientOptions): DesiDeliverClient {
  const { tokenStorage = memoryTokenStorage(), timeoutMs = 15_000, retries = 3 } = options
  const url = options.url.replace(/\/+$/, '')
  const fetch = createFetch({ fetch: options.fetch ?? globalThis.fetch, timeoutMs, retries })
  const headers = () => bearerOf(tokenStorage)
  // Without the time limit: a file takes as long as it takes, and a subscription lasts.
  const streamFetch = options.fetch ?? globalThis.fetch
  const files = { url, fetch: createFetch({ fetch: streamFetch, timeoutMs: null, retries }), headers }
  const api = createTRPCClient<AppRouter>({ links: createLinks({ url, fetch, headers }, streamFetch) })
  return {
    api,
    async signIn(credentials) {
      const { token, user } = await api.auth.login.mutate(credentials)
      await tokenStorage.set(token)
      return user
    },
    async refresh() {
      const { token, expiresAt } = await api.auth.refresh.mutate()
      await tokenStorage.set(token)
      return expiresAt
    },
    async confirmTotp(code) {
      const { token, recoveryCodes } = await api.auth.totp.confirm.mutate({ code })
      await tokenStorage.set(token)
      return recoveryCodes
    },
    async signOut() {
      try {
        await api.auth.logout.mutate()
      } finally {
        await tokenStorage.set(null)
      }
    },
    isSignedIn: async () => (await tokenStorage.get()) !== null,
    ...createFileCalls(files),
    ...createOrderFiles(files),
    ...createTicketFiles(files),
  }
}

async function bearerOf(tokenStorage: TokenStorage): Promise<Record<string, string>> {
  const token = await tokenStorage.get()
  return token ? { authorization: `Bearer ${token}` } : {}
}

/** What tRPC's small bodies are not made for. */
const createFileCalls = (
  files: LinkOptions,
): Pick<DesiDeliverClient, 'importProducts' | 'reportImport' | 'exportProducts'> => ({
  importProducts: (csv, options) => importProducts(files, csv, options),
  reportImport: (csv, { signal } = {}) => downloadCsv(files, { path: '/products/import/report', csv, signal }),
  exportProducts: ({ signal } = {}) => downloadCsv(files, { path: '/products/export-csv', signal }),
})
