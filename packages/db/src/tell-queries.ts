import type { Pool, PoolClient } from 'pg'

/**
 * Tells of each statement before a pool sends it, whoever asks for it: the mapper, Kysely or pg-boss. Where `tell`
 * throws, it is not sent, and whoever asked for it fails with that.
 */
export function tellQueries(pool: Pool, tell: (sql: string) => void): void {
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as (...asked: unknown[]) => unknown
    const ask = (asked: string | { text: string }, ...rest: unknown[]): unknown => {
      tell(typeof asked === 'string' ? asked : asked.text)
      return query(asked, ...rest)
    }
    client.query = ask as PoolClient['query']
  })
}
