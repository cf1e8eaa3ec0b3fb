import type { Pool, PoolClient } from 'pg'

/**
 * Gives the place of a client back to its pool when its connection dies while it is in use. Kysely
 * releases the client of a transaction only after COMMIT or ROLLBACK has succeeded, which on a dead
 * connection never happens: each would take a place for good, until nothing can be asked any more.
 */
export function releaseLostClients(pool: Pool): void {
  pool.on('acquire', (client) => {
    // The pool gives the client its `release` right after this event, and hands it out after that.
    queueMicrotask(() => releaseWhenLost(client))
  })
}

function releaseWhenLost(client: PoolClient): void {
  const release = client.release.bind(client)
  let released = false
  const releaseOnce = (destroy?: Error | boolean): void => {
    if (released) return
    released = true
    client.off('end', whenLost)
    release(destroy)
  }
  const whenLost = (): void => releaseOnce(true)
  client.once('end', whenLost)
  client.release = releaseOnce
}
