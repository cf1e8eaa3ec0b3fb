import { openDatabase } from '@desideliver/db'
import { type Mailer, openMailboxMailer, openQueues, openSmtpMailer, startWorker } from '@desideliver/jobs'
import type { FastifyInstance } from 'fastify'
import { type Logger, pino } from 'pino'
import { createApp } from './app.ts'
import { type Settings, StartError } from './env.ts'
import { serveMailbox } from './mailbox/mailbox.ts'

export interface ServeOptions {
  settings: Settings
  databaseUrl: string
  /** Where mails are kept while there is no SMTP server; development only. */
  mailboxFolder: string | null
  logger: Logger
}

export interface RunningServer {
  /** Where it listens, such as `http://127.0.0.1:8000`. */
  url: string
  /** Stops taking requests, finishes those in hand and the jobs, and lets go of the database. */
  close: () => Promise<void>
}

/** Starts the API and, unless settings say otherwise, the worker. */
export async function serve({ settings, databaseUrl, mailboxFolder, logger }: ServeOptions): Promise<RunningServer> {
  const { BUSINESS_TIME_ZONE: timeZone, WORKER: worksToo } = settings
  const orm = openDatabase({ url: databaseUrl, poolSize: settings.DATABASE_POOL_SIZE, applicationName: 'desideliver-server' })
  const boss = await openQueues({ url: databaseUrl, role: worksToo ? 'worker' : 'producer', onError: (err) => logger.error({ err }, 'The queue failed') })
  const mailer = worksToo ? openMailer(settings, mailboxFolder) : null
  let ready = true
  const app = await createApp({
    ...{ orm, boss, logger, timeZone },
    now: () => new Date(),
    allowedOrigins: [...settings.ALLOWED_ORIGINS, ...(settings.PUBLIC_URL ? [settings.PUBLIC_URL] : [])],
    trustProxy: settings.TRUST_PROXY,
    isReady: () => ready,
  })
  if (mailboxFolder) await serveMailbox(app, mailboxFolder)
  if (mailer) await startJobs()
  return {
    url: await listen(app, settings),
    async close() {
      ready = false
      await app.close()
      await boss.stop({ graceful: true, timeout: 20_000 })
      mailer?.close()
      await orm.close()
    },
  }
}
