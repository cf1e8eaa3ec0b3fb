import { inTransaction, loadSynonymFile, openDatabase } from '@desideliver/db'
import { openQueues } from '@desideliver/jobs'
import { StartError } from './env.ts'

/**
 * Brings the database up to this version: tables, then job queues. Running it twice, or from two
 * machines at once, does no harm.
 * @returns names of the migrations that ran
 * @throws StartError where the database cannot be reached, in words for the person who starts it
 */
export async function prepareDatabase(url: string): Promise<string[]> {
  const orm = openDatabase({ url, poolSize: 1, applicationName: 'desideliver-migrate' })
  try {
    await orm.em.execute('select 1').catch((error: unknown) => {
      throw new StartError(`${describe(url)} does not answer (${reason(error)}): check DATABASE_URL.`)
    })
    const migrations = await orm.migrator.up()
    await inTransaction(orm.em, loadSynonymFile)
    const boss = await openQueues({ url, role: 'producer', onError: () => undefined })
    await boss.stop()
    return migrations.map(({ name }) => name)
  } finally {
    await orm.close()
  }
}

/** The address without its password. */
function describe(url: string): string {
  const { host, pathname } = new URL(url)
  return `The database ${host}${pathname}`
}

function reason(error: unknown): string {
  const causes = error instanceof AggregateError ? error.errors : [error]
  const messages = causes.map((cause: unknown) =>
    cause instanceof Error ? cause.message || String(cause) : String(cause),
  )
  return messages.join(', ').split('\n')[0] || 'no answer'
}
