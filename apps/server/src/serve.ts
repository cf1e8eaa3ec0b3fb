import type { Socket } from 'node:net'
import {
  type AnswerCache,
  type Context,
  createAnswerCache,
  createLiveHub,
  createRateLimits,
  createSecretBox,
  noCache,
  unlimited,
} from '@desideliver/api'
import type { ChangeFeed } from '@desideliver/db'
import type { FastifyInstance } from 'fastify'
import { createApp } from './app.ts'
import { type Backend, type BackendOptions, openBackend } from './backend.ts'
import type { Settings } from './env.ts'
import { toStartError } from './free-port.ts'
import { serveJobDashboard } from './job-dashboard/job-dashboard.ts'
import { serveMailPreviews } from './mailbox/mail-previews.ts'
import { serveMailbox } from './mailbox/mailbox.ts'
import { metricsTokenOf } from './metrics/metrics-token.ts'

export interface RunningServer {
  /** Where it listens, such as `http://127.0.0.1:8000`. */
  url: string
  /** Stops taking requests, finishes those in hand and the jobs, and lets go of the database. */
  close: () => Promise<void>
}

/** Starts the API and, unless settings say otherwise, the worker. */
export async function serve({ settings, databaseUrl, mailboxFolder, logger }: BackendOptions): Promise<RunningServer> {
  const backend = await openBackend({ settings, databaseUrl, mailboxFolder, logger })
  let ready = true
  const limits = settings.RATE_LIMITS ? createRateLimits(databaseUrl) : unlimited
  const live = createLiveHub(backend.feed)
  const parts = { ...partsOf(backend, settings), logger, limits, live, isReady: () => ready }
  const app = await createApp(parts)
  await serveJobDashboard(app, parts, databaseUrl)
  if (mailboxFolder) await serveMailbox(app, mailboxFolder)
  if (settings.NODE_ENV !== 'production') await serveMailPreviews(app, settings.MAIL_FROM)
  const unused = trackUnusedSockets(app)
  const url = await listen(app, settings).catch(async (error: unknown) => {
    await app.close()
    await limits.close()
    await backend.close()
    throw error
  })
  return {
    url,
    async close() {
      ready = false
      live.close()
      const closed = app.close()
      for (const socket of unused) socket.destroy()
      await closed
      await limits.close()
      await backend.close()
    },
  }
}

const partsOf = ({ orm, boss, feed, pool }: Backend, settings: Settings) => ({
  orm,
  boss,
  pool,
  metricsToken: metricsTokenOf(settings),
  now: () => new Date(),
  policy: policyOf(settings),
  catchUp: () => feed.catchUp(),
  cache: openCache(feed, settings),
  secrets: createSecretBox(settings.SECRET_KEY),
  allowedOrigins: originsOf(settings),
  trustProxy: settings.TRUST_PROXY,
})

const openCache = (feed: ChangeFeed, { CATALOGUE_CACHE_MB }: Settings): AnswerCache =>
  CATALOGUE_CACHE_MB > 0 ? createAnswerCache({ feed, maxBytes: CATALOGUE_CACHE_MB * 1024 * 1024 }) : noCache

const policyOf = (settings: Settings): Context['policy'] => ({
  timeZone: settings.BUSINESS_TIME_ZONE,
  delivery: {
    timeZone: settings.BUSINESS_TIME_ZONE,
    deliveryDays: settings.DELIVERY_DAYS,
    cutOff: settings.DELIVERY_CUT_OFF,
    closedDays: new Set(settings.CLOSED_DAYS),
    horizonDays: settings.DELIVERY_HORIZON_DAYS,
  },
  support: {
    calendar: {
      timeZone: settings.BUSINESS_TIME_ZONE,
      week: settings.SUPPORT_HOURS,
      closedDays: new Set(settings.CLOSED_DAYS),
    },
    targets: settings.SUPPORT_TARGETS,
  },
  requireStaffTwoFactor: settings.REQUIRE_STAFF_2FA,
  ordersRequireVerifiedBusiness: settings.ORDERS_REQUIRE_VERIFIED_BUSINESS,
})

/** Browsers name origins, which have no path; the addresses of the settings may. */
const originsOf = ({ ALLOWED_ORIGINS, PUBLIC_URL, WEB_URL }: Settings): string[] =>
  [...ALLOWED_ORIGINS, PUBLIC_URL, WEB_URL].flatMap((url) => (url === undefined ? [] : [new URL(url).origin]))

/** Browsers open connections ahead of need; a stop would wait half a minute for a request on them. */
function trackUnusedSockets({ server }: FastifyInstance): ReadonlySet<Socket> {
  const unused = new Set<Socket>()
  server.on('connection', (socket: Socket) => unused.add(socket.once('close', () => unused.delete(socket))))
  server.on('request', ({ socket }) => unused.delete(socket))
  return unused
}

/** @throws StartError where the port or the address cannot be had */
async function listen(app: FastifyInstance, { HOST, PORT }: Settings): Promise<string> {
  try {
    return await app.listen({ host: HOST, port: PORT })
  } catch (error) {
    throw toStartError(error, { HOST, PORT })
  }
}
