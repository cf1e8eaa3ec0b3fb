import { expect, vi } from 'vitest'
import type { TestServer } from './test-server.ts'

/**
 * Makes calls meet at rows: holds the rows until all calls wait, one behind the other in their order, then lets go.
 * @param rows a `select … for update` of the rows, and its parameters
 */
export async function race<T>(
  { orm }: TestServer,
  [rows, ...parameters]: [string, ...unknown[]],
  calls: (() => Promise<T>)[],
): Promise<T[]> {
  const answers = await orm.em.fork().transactional(async (em) => {
    await em.execute(rows, parameters)
    const started: Promise<T>[] = []
    for (const call of calls) {
      started.push(call())
      await vi.waitFor(async () => expect(await countWaiting(orm)).toBe(started.length), {
        timeout: 5_000,
        interval: 5,
      })
    }
    // Not awaited here: they wait for this transaction to end.
    return { started }
  })
  return Promise.all(answers.started)
}

async function countWaiting(orm: TestServer['orm']): Promise<number> {
  const [row] = await orm.em.fork().execute<{ waiting: number }[]>(
    `select count(*)::int as waiting from pg_stat_activity
     where datname = current_database() and wait_event_type = 'Lock'`,
  )
  return row?.waiting ?? 0
}
