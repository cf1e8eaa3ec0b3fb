import { type TestDatabase, createTestDatabase } from '@desideliver/db/testing'
import type { PgBoss } from 'pg-boss'
import type { JobContext } from '../src/job.ts'
import { openSmtpMailer } from '../src/mail/mailer.ts'
import { openQueues } from '../src/queue.ts'
import { startWorker } from '../src/worker.ts'
import { type TestSmtpServer, startSmtpServer } from './smtp-server.ts'

export const COORDINATOR = 'coordinator@desideliver.test'
export const SUPPORT = 'support@desideliver.test'

export interface TestWorker extends AsyncDisposable {
  database: TestDatabase
  boss: PgBoss
  smtp: TestSmtpServer
  /** What a handler is given, with an entity manager of its own. */
  context: () => JobContext
  /** The jobs that failed, by name. */
  failures: { job: string; error: unknown }[]
}

/** A worker on a database of its own that mails to a server in this process. */
export async function startTestWorker(): Promise<TestWorker> {
  await using ending = new AsyncDisposableStack()
  const database = ending.use(await createTestDatabase())
  const smtp = ending.use(await startSmtpServer())
  const mailer = openSmtpMailer(smtp.url, 'DesiDeliver <orders@desideliver.test>')
  ending.defer(() => mailer.close())
  const failures: TestWorker['failures'] = []
  const fail = (job: string, error: unknown) => void failures.push({ job, error })
  const boss = await openQueues({ url: database.url, role: 'worker', onError: (error) => fail('queues', error) })
  ending.defer(() => boss.stop({ graceful: true, timeout: 5_000 }))
  const business = {
    timeZone: 'America/Chicago',
    coordinatorEmail: COORDINATOR,
    supportEmail: SUPPORT,
    webUrl: 'https://shop.example',
  }
  const tools = { boss, mailer, business, now: () => new Date() }
  await startWorker({ ...tools, orm: database.orm, onFailure: ({ job, error }) => fail(job, error) })
  const { orm } = database
  const rest = ending.move()
  return {
    database,
    boss,
    smtp,
    failures,
    context: () => ({ ...tools, em: orm.em.fork() }),
    [Symbol.asyncDispose]: () => rest.disposeAsync(),
  }
}
