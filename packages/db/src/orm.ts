import { Migrator } from '@mikro-orm/migrations'
import { MikroORM, type Options } from '@mikro-orm/postgresql'
import type { Pool } from 'pg'
import { migrations } from '../migrations/index.ts'
import { answerByCallback } from './answer-by-callback.ts'
import { entities } from './entities.ts'
import { prepareHotStatements } from './prepare-hot-statements.ts'
import { releaseLostClients } from './release-lost-clients.ts'
import { tellQueries } from './tell-queries.ts'

export interface DatabaseOptions {
  /** `postgresql://user:password@host:port/database` */
  url: string
  /** Connections this process may hold at most. */
  poolSize?: number
  /** Shown in `pg_stat_activity`. */
  applicationName?: string
  /** Called with the pool once it is made, at first use. */
  onPool?: (pool: Pool) => void
  /** Called with each statement before it is sent; for tests that count queries, or let them fail. */
  onQuery?: (sql: string) => void
}

/** Nothing waits for ever: a request that cannot get on is told so well within ten seconds. */
const limits = {
  connectionTimeoutMillis: 5_000,
  statement_timeout: 8_000,
  lock_timeout: 6_000,
  idle_in_transaction_session_timeout: 10_000,
}

function ormOptions({
  url,
  poolSize = 10,
  applicationName = 'desideliver',
  onQuery,
  onPool,
}: DatabaseOptions): Options {
  return {
    entities,
    clientUrl: url,
    extensions: [Migrator],
    migrations: { migrationsList: migrations, tableName: 'migrations', snapshot: false, silent: true },
    // Functions and triggers are written by hand in migrations; entities do not repeat them.
    schemaGenerator: { ignoreTriggers: true, ignoreRoutines: true },
    pool: { min: 0, max: poolSize },
    driverOptions: {
      ...limits,
      onPoolCreated(pool: Pool) {
        releaseLostClients(pool)
        answerByCallback(pool)
        prepareHotStatements(pool)
        if (onQuery) tellQueries(pool, onQuery)
        onPool?.(pool)
      },
      application_name: applicationName,
      // Compiling a statement takes a tenth of a second, and none of ours runs that long.
      options: '-c jit=off',
      keepAlive: true,
    },
    // A name that is a slip of the pen must not become a database.
    ensureDatabase: false,
    forceUtcTimezone: true,
    ignoreUndefinedInQuery: true,
  }
}

/**
 * The object-relational mapper over one pool of connections; nothing is connected until first use.
 * Fork `orm.em` for each request or job and close the orm at the end.
 */
export function openDatabase(options: DatabaseOptions): MikroORM {
  return new MikroORM(ormOptions(options))
}
