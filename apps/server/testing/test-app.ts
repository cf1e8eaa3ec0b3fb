import { createLiveHub, createSecretBox, noCache, unlimited } from '@desideliver/api'
import { openChangeFeed, parseBusinessWeek, parseSupportTargets, weekdays } from '@desideliver/db'
import { openQueues } from '@desideliver/jobs'
import type { MikroORM } from '@mikro-orm/postgresql'
import { pino } from 'pino'
import { createApp } from '../src/app.ts'
import { type TestServer, registrarOf, restOf } from './test-server.ts'

/** The app alone, over a database and a clock of the test's own. */
export interface TestApp extends AsyncDisposable, Pick<TestServer, 'rest' | 'register'> {
  url: string
}

interface TestAppOptions {
  databaseUrl: string
  orm: MikroORM
  now?: () => Date
}

const timeZone = 'America/Chicago'

const policy = {
  timeZone,
  delivery: { timeZone, deliveryDays: weekdays, cutOff: '18:00', closedDays: new Set<string>(), horizonDays: 365 },
  support: {
    calendar: { timeZone, week: parseBusinessWeek('mon-fri 08:00-18:00'), closedDays: new Set<string>() },
    targets: parseSupportTargets('urgent 1/8, high 4/16, medium 8/40, low 16/80'),
  },
  requireStaffTwoFactor: false,
  ordersRequireVerifiedBusiness: false,
}

export async function startTestApp({ databaseUrl, orm, now = () => new Date() }: TestAppOptions): Promise<TestApp> {
  await using opened = new AsyncDisposableStack()
  const boss = await openQueues({ url: databaseUrl, role: 'producer', onError: () => undefined })
  opened.defer(() => boss.stop())
  const feed = openChangeFeed({ url: databaseUrl, onError: () => undefined })
  opened.defer(() => feed.close())
  const app = await createApp({
    orm,
    boss,
    logger: pino({ level: 'silent' }),
    now,
    policy,
    limits: unlimited,
    live: createLiveHub(feed),
    catchUp: () => feed.catchUp(),
    cache: noCache,
    secrets: createSecretBox('a secret of tests, long enough to be one'),
    allowedOrigins: [],
    trustProxy: [],
    isReady: () => true,
  })
  opened.defer(() => app.close())
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  const parts = opened.move()
  const rest = restOf(url)
  return { url, rest, register: registrarOf(rest), [Symbol.asyncDispose]: () => parts.disposeAsync() }
}
