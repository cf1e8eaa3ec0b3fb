import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import closeWithGrace from 'close-with-grace'
import { type PersistentPostgres, startPersistentPostgres } from '@desideliver/db/embedded'
import { pino } from 'pino'
import pretty from 'pino-pretty'
import { type Settings, StartError, readSettings } from './env.ts'
import { failStart } from './fail-start.ts'
import { requireFreePort } from './free-port.ts'
import { prepareDatabase } from './prepare-database.ts'
import { DEMO_PASSWORD, demoEmail, seedDemo } from './seed.ts'
import { type RunningServer, serve } from './serve.ts'

/** `pnpm start`: everything on one machine, for trying and developing. */
const root = join(import.meta.dirname, '../../..')

async function start(): Promise<void> {
  const settings = readSettings(process.env)
  if (settings.NODE_ENV === 'production')
    throw new StartError('start is for development: run apps/server/src/main.ts instead.')
  await requireFreePort(settings)
  const postgres = settings.DATABASE_URL ? null : await startPostgres(settings)
  let server: RunningServer | undefined
  const stop = closeWithGrace({ delay: 30_000, logger: false }, async ({ err, signal }) => {
    if (err) console.error(err)
    if (signal) console.log('\nStopping …')
    // The database goes last, but it goes, even where the server cannot let go of it.
    await Promise.race([server?.close().catch(console.error), sleep(20_000, undefined, { ref: false })])
    await postgres?.stop()
  })
  try {
    server = await run(settings, postgres)
    announce(server.url, settings, postgres)
  } catch (error) {
    failStart(error)
    await postgres?.stop()
    stop.uninstall()
    process.exit(1)
  }
}

/** What hinders the embedded PostgreSQL is said in words for the person who starts it. */
function startPostgres({ DATA_FOLDER }: Settings): Promise<PersistentPostgres> {
  return startPersistentPostgres({ folder: resolve(root, DATA_FOLDER) }).catch((cause: unknown) => {
    throw new StartError(cause instanceof Error ? cause.message : String(cause), { cause })
  })
}

async function run(settings: Settings, postgres: PersistentPostgres | null): Promise<RunningServer> {
  const databaseUrl = settings.DATABASE_URL ?? postgres?.url ?? ''
  await prepareDatabase(databaseUrl)
  await seedDemo(databaseUrl)
  const mailboxFolder = settings.SMTP_URL ? null : resolve(root, settings.DATA_FOLDER, 'mailbox')
  const logger = pino({ level: settings.LOG_LEVEL ?? 'warn' }, pretty({ sync: true }))
  return serve({ settings, databaseUrl, mailboxFolder, logger })
}

function announce(url: string, settings: Settings, postgres: PersistentPostgres | null): void {
  const mail = settings.SMTP_URL ? 'sent by SMTP' : `${url}/dev/mailbox`
  const database = postgres ? `embedded PostgreSQL, data in ${postgres.folder}` : 'the one of DATABASE_URL'
  console.log(`
DesiDeliver is running. Ctrl-C stops it.

  REST      ${url}/api
  API docs  ${url}/api/docs
  tRPC      ${url}/trpc
  Jobs      ${url}/admin/jobs
  Mailbox   ${mail}
  Database  ${database}

  Accounts  ${demoEmail('customer')} · ${demoEmail('staff')} · ${demoEmail('admin')}
  Password  ${DEMO_PASSWORD}
`)
}

await start().catch(failStart)
