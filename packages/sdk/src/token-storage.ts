/** Where the client keeps the token of a signed-in user. Methods may be asynchronous. */
export interface TokenStorage {
  get: () => string | null | Promise<string | null>
  /** `null` forgets the token. */
  set: (token: string | null) => void | Promise<void>
}

/**
 * Keeps the token until the page or process ends.
 *
 * @example
 * const client = createClient({ url, tokenStorage: memoryTokenStorage() })
 */
export function memoryTokenStorage(token: string | null = null): TokenStorage {
  let kept = token
  return {
    get: () => kept,
    set: (next) => {
      kept = next
    },
  }
}
