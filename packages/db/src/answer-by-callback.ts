import type { Pool, PoolClient } from 'pg'

/**
 * Makes the clients of a pool keep no result longer than whoever asked. The promise that pg makes itself (8.23) holds
 * every result until the next full collection: a file of a million lines, read page by page, then takes 130 MB more
 * memory than one of a thousand. A promise around pg's callback lets go at once.
 */
export function answerByCallback(pool: Pool): void {
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as (...asked: unknown[]) => unknown
    const ask = (asked: unknown, values?: unknown, callback?: unknown): unknown =>
      isSubmittable(asked) || typeof values === 'function' || callback !== undefined
        ? query(asked, values, callback)
        : new Promise((resolve, reject) => {
            query(asked, values, (error: Error | null, result: unknown) => (error ? reject(error) : resolve(result)))
          })
    client.query = ask as PoolClient['query']
  })
}

/** Such as a cursor: pg hands it back as it is. */
const isSubmittable = (asked: unknown): boolean => typeof asked === 'object' && asked !== null && 'submit' in asked
