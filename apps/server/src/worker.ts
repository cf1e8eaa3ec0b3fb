import closeWithGrace from 'close-with-grace'
import { pino } from 'pino'
import { openBackend } from './backend.ts'
import { StartError, readSettings } from './env.ts'
import { failStart } from './fail-start.ts'

/** A process that only works on jobs, beside API servers that run with WORKER=off. */
try {
  const settings = readSettings({ ...process.env, WORKER: 'on' })
  const { DATABASE_URL: databaseUrl, LOG_LEVEL } = settings
  if (!databaseUrl) throw new StartError('DATABASE_URL must be set: it says where the jobs are.')
  const logger = pino({ level: LOG_LEVEL ?? 'info' })
  const backend = await openBackend({ settings, databaseUrl, mailboxFolder: null, logger })
  logger.info('Working on jobs')
  closeWithGrace({ delay: 30_000, logger }, ({ err, signal }) => {
    logger.info({ err, signal }, 'Stopping')
    return backend.close()
  })
} catch (error) {
  failStart(error)
}
