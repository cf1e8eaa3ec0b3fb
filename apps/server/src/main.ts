import closeWithGrace from 'close-with-grace'
import { pino } from 'pino'
import { StartError, readSettings } from './env.ts'
import { failStart } from './fail-start.ts'
import { serve } from './serve.ts'

/** The API server as it runs in production: no embedded database, no demo data, no migration. */
try {
  const settings = readSettings(process.env)
  const { DATABASE_URL: databaseUrl, LOG_LEVEL } = settings
  if (!databaseUrl) throw new StartError('DATABASE_URL must be set; for a trial without one use pnpm start.')
  const logger = pino({ level: LOG_LEVEL ?? 'info' })
  const server = await serve({ settings, databaseUrl, mailboxFolder: null, logger })
  closeWithGrace({ delay: 30_000, logger }, ({ err, signal }) => {
    logger.info({ err, signal }, 'Stopping')
    return server.close()
  })
} catch (error) {
  failStart(error)
}
