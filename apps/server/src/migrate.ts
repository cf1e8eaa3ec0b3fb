import { StartError, readSettings } from './env.ts'
import { failStart } from './fail-start.ts'
import { prepareDatabase } from './prepare-database.ts'

/** `pnpm migrate`: brings the database of DATABASE_URL up to this version. */
try {
  const { DATABASE_URL } = readSettings(process.env)
  if (!DATABASE_URL) throw new StartError('DATABASE_URL must be set: it says which database to migrate.')
  const migrations = await prepareDatabase(DATABASE_URL)
  console.log(migrations.length ? `Migrated: ${migrations.join(', ')}` : 'The database is up to date.')
} catch (error) {
  failStart(error)
}
