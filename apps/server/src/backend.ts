import { CATALOGUE_CHANNEL, type ChangeFeed, forgetSynonyms, openChangeFeed, openDatabase } from '@desideliver/db'
import {
  type Mailer,
  type PgBoss,
  openMailboxMailer,
  openQueues,
  openSmtpMailer,
  startWorker,
  type WorkerOptions,
} from '@desideliver/jobs'
import type { MikroORM } from '@mikro-orm/postgresql'
import type { Logger } from 'pino'
import { type Settings, StartError } from './env.ts'

export interface BackendOptions {
  settings: Settings
  databaseUrl: string
  /** Where mails are kept while there is no SMTP server; development only. */
  mailboxFolder: string | null
  logger: Logger
}

export interface PoolCounts {
  totalCount: number
  idleCount: number
  waitingCount: number
}

/** Jobs have connections of their own: mails that wait for a slow server take none from requests. */
const JOB_POOL_SIZE = 8

export interface Backend {
  orm: MikroORM
  boss: PgBoss
  feed: ChangeFeed
  /** Counts of the pool that requests share; null before its first use. */
  pool: () => PoolCounts | null
  /** Finishes the jobs in hand, then lets go of everything. */
  close: () => Promise<void>
}

/** Opens database and queues and, unless settings say otherwise, starts to work on jobs. */
export async function openBackend({ settings, databaseUrl, mailboxFolder, logger }: BackendOptions): Promise<Backend> {
  const mailer = settings.WORKER ? openMailer(settings, mailboxFolder) : null
  let pool: PoolCounts | null = null
  const onPool = (made: PoolCounts): void => void (pool = made)
  const orm = openDatabase({ url: databaseUrl, poolSize: settings.DATABASE_POOL_SIZE, onPool })
  const jobsOrm = openDatabase({ url: databaseUrl, poolSize: JOB_POOL_SIZE, applicationName: 'desideliver-jobs' })
  const boss = await openQueues({
    url: databaseUrl,
    role: settings.WORKER ? 'worker' : 'producer',
    onError: (err) => logger.error({ err }, 'The queue failed'),
  })
  if (mailer)
    await startWorker({
      boss,
      orm: jobsOrm,
      mailer,
      now: () => new Date(),
      business: businessOf(settings),
      onFailure: ({ error, ...job }) => logger.error({ err: error, ...job }, 'A job failed'),
    })
  const feed = openChangeFeed({ url: databaseUrl, onError: (err) => logger.warn({ err }, 'The change feed was cut') })
  keepSynonymsFresh(feed)
  return {
    orm,
    boss,
    feed,
    pool: () => pool,
    async close() {
      await feed.close()
      await boss.stop({ graceful: true, timeout: 20_000 })
      mailer?.close()
      await jobsOrm.close()
      await orm.close()
    },
  }
}

function openMailer({ SMTP_URL, MAIL_FROM }: Settings, mailboxFolder: string | null): Mailer {
  if (SMTP_URL) return openSmtpMailer(SMTP_URL, MAIL_FROM)
  if (mailboxFolder) return openMailboxMailer(mailboxFolder, MAIL_FROM)
  throw new StartError('SMTP_URL must be set: there is nowhere to send mail to.')
}

/** Subscribed before the cache: what is searched anew must not be searched with old words. Sales teach no words. */
function keepSynonymsFresh(feed: ChangeFeed): void {
  feed.subscribe(CATALOGUE_CHANNEL, {
    onChange(payload) {
      if (payload.startsWith('{"all"')) forgetSynonyms()
    },
    onMissed: forgetSynonyms,
  })
}

const businessOf = (settings: Settings): WorkerOptions['business'] => ({
  timeZone: settings.BUSINESS_TIME_ZONE,
  coordinatorEmail: settings.COORDINATOR_EMAIL,
  supportEmail: settings.SUPPORT_EMAIL,
  webUrl: webUrl(settings),
})

/** In development there may be no frontend: the links then lead to the server that was asked. */
const webUrl = ({ WEB_URL, PUBLIC_URL, PORT }: Settings): string =>
  (WEB_URL ?? PUBLIC_URL ?? `http://localhost:${PORT}`).replace(/\/+$/, '')
