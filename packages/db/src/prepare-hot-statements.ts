import { hash } from 'node:crypto'
import { sql } from 'kysely'
import type { Pool, PoolClient } from 'pg'

const MARK = '/* prepared */'

/**
 * Stands before a statement that is asked thousands of times a second: PostgreSQL then plans it once for each
 * connection instead of each time. For a few texts only, for each connection keeps all of them.
 */
export const prepared = sql.raw(MARK)

/** The same for the text of another's statement. */
export const toPrepared = (text: string): string => `${MARK} ${text}`

/** Makes the clients of a pool send marked statements as named ones, which Kysely has no word for. */
export function prepareHotStatements(pool: Pool): void {
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as (...asked: unknown[]) => unknown
    const ask = (text: unknown, values: unknown, ...rest: unknown[]): unknown =>
      typeof text === 'string' && text.trimStart().startsWith(MARK)
        ? query({ name: nameOf(text), text, values }, ...rest)
        : query(text, values, ...rest)
    client.query = ask as PoolClient['query']
  })
}

const names = new Map<string, string>()

function nameOf(text: string): string {
  const name = names.get(text) ?? hash('sha256', text, 'base64url')
  names.set(text, name)
  return name
}
