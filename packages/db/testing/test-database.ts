import type { MikroORM } from '@mikro-orm/postgresql'
import { Client, escapeIdentifier } from 'pg'
import { inject } from 'vitest'
import { newId } from '../src/ids.ts'
import { openDatabase } from '../src/orm.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string
  }
}

/** The migrated, empty database that tests clone. */
export const TEMPLATE_DATABASE = 'desideliver_template'

export interface TestDatabase extends AsyncDisposable {
  url: string
  orm: MikroORM
  /** Every statement sent through `orm`, for tests that count them. */
  queries: string[]
}

/** Makes an empty database in place of one of that name. */
export async function createTemplate(serverUrl: string, name: string): Promise<string> {
  await onServer(serverUrl, async (client) => {
    await client.query(`drop database if exists ${escapeIdentifier(name)} with (force)`)
    await client.query(`create database ${escapeIdentifier(name)}`)
  })
  return databaseUrl(serverUrl, name)
}

/** A migrated database of the caller's own; `await using` drops it at the end. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const serverUrl = inject('postgresUrl')
  const name = `test_${newId().replaceAll('-', '')}`
  await onServer(serverUrl, (client) =>
    client.query(`create database ${escapeIdentifier(name)} template ${escapeIdentifier(TEMPLATE_DATABASE)}`),
  )
  const url = databaseUrl(serverUrl, name)
  const queries: string[] = []
  const orm = openDatabase({ url, onQuery: (sql) => queries.push(sql) })
  return {
    url,
    orm,
    queries,
    async [Symbol.asyncDispose]() {
      await orm.close()
      await onServer(serverUrl, (client) => client.query(`drop database ${escapeIdentifier(name)} with (force)`))
    },
  }
}

async function onServer<T>(serverUrl: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: serverUrl })
  await client.connect()
  try {
    // Test files start together, and PostgreSQL clones a template for one at a time.
    await client.query(`select pg_advisory_lock(hashtext('desideliver test databases'))`)
    return await work(client)
  } finally {
    await client.end()
  }
}

function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.href
}
