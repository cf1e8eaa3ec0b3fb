import { createHash, timingSafeEqual } from 'node:crypto'
import { readQueueFigures } from '@desideliver/jobs'
import { Gauge, Histogram, Registry, collectDefaultMetrics } from '@prometheus-io/client'
import type { MikroORM } from '@mikro-orm/postgresql'
import type { FastifyInstance } from 'fastify'

export interface MetricsParts {
  orm: MikroORM
  /** Counts of the pool of connections. */
  pool?: () => { totalCount: number; idleCount: number; waitingCount: number } | null
  /** Who reads must show it; null = anyone may, in development; undefined = nobody. */
  metricsToken?: string | null | undefined
}

/** `/metrics`, as Prometheus reads it: this process, what it was asked, its pool, and the jobs of all processes. */
export function serveMetrics(app: FastifyInstance, { orm, pool, metricsToken: token }: MetricsParts): void {
  if (token === undefined) return
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  timeRequests(app, registry)
  gaugePool(registry, pool)
  const readJobs = gaugeJobs(registry, orm)
  app.get('/metrics', async (request, reply) => {
    if (token !== null && !isSame(request.headers.authorization, `Bearer ${token}`))
      return reply
        .status(401)
        .header('www-authenticate', 'Bearer')
        .type('text/plain')
        .send('METRICS_TOKEN is needed.\n')
    await readJobs()
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}

const hash = (text: string): Buffer => createHash('sha256').update(text).digest()

/** In a time that tells nothing of where the two differ. */
const isSame = (given: string | undefined, wanted: string): boolean => timingSafeEqual(hash(given ?? ''), hash(wanted))

function timeRequests(app: FastifyInstance, registry: Registry): void {
  const seconds = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'From the first byte asked to the last answered',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  })
  app.addHook('onResponse', async (request, reply) => {
    // The route as it was declared: what clients invent must not make a time series each.
    const route = request.routeOptions.url ?? 'none'
    seconds.observe({ method: request.method, route, status: String(reply.statusCode) }, reply.elapsedTime / 1_000)
  })
}

function gaugePool(registry: Registry, pool: MetricsParts['pool']): void {
  const gauge = new Gauge({
    name: 'database_pool_connections',
    help: 'Connections of this process, and requests that wait for one',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      const { totalCount = 0, idleCount = 0, waitingCount = 0 } = pool?.() ?? {}
      gauge.set({ state: 'busy' }, totalCount - idleCount)
      gauge.set({ state: 'idle' }, idleCount)
      gauge.set({ state: 'waiting' }, waitingCount)
    },
  })
}

/** @returns sets the gauges to what the database says now */
function gaugeJobs(registry: Registry, orm: MikroORM): () => Promise<void> {
  const gaugeOf = (name: string, help: string, labelNames: string[] = ['queue']) =>
    new Gauge({ name, help, labelNames, registers: [registry] })
  const states = gaugeOf('jobs', 'Jobs that are not done', ['queue', 'state'])
  const oldest = gaugeOf('jobs_oldest_seconds', 'How long the oldest has waited that is ready')
  const ended = gaugeOf('jobs_last_hour', 'Jobs that ended in the last hour', ['queue', 'result'])
  const took = gaugeOf('jobs_duration_seconds', 'How long jobs took in the last hour', ['queue', 'quantile'])
  const mails = gaugeOf('mails_sent_last_hour', 'Mails that went out in the last hour', [])
  return async () => {
    const em = orm.em.fork()
    for (const figures of await readQueueFigures(em)) {
      const { queue } = figures
      for (const state of ['waiting', 'retrying', 'active', 'dead'] as const)
        states.set({ queue, state }, figures[state])
      oldest.set({ queue }, figures.oldestSeconds ?? 0)
      for (const result of ['completed', 'failed'] as const) ended.set({ queue, result }, figures[result])
      took.set({ queue, quantile: '0.5' }, figures.medianSeconds ?? 0)
      took.set({ queue, quantile: '0.95' }, figures.p95Seconds ?? 0)
    }
    const sql = `select count(*)::int as sent from sent_mails where sent_at > now() - interval '1 hour'`
    const [row] = await em.execute<{ sent: number }[]>(sql)
    mails.set(row?.sent ?? 0)
  }
}
