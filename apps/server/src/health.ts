import type { FastifyInstance } from 'fastify'
import type { MikroORM } from '@mikro-orm/postgresql'

interface HealthParts {
  orm: MikroORM
  /** False once the process has begun to stop. */
  isReady: () => boolean
}

/** `/healthz`: the process answers. `/readyz`: it can serve, which a load balancer asks before it sends anyone. */
export function serveHealth(app: FastifyInstance, { orm, isReady }: HealthParts): void {
  app.get('/healthz', async () => ({ status: 'ok' }))
  app.get('/readyz', async (request, reply) => {
    const ready =
      isReady() && (await databaseAnswers(orm).catch((error: unknown) => request.log.warn({ err: error }, 'Not ready')))
    return ready ? { status: 'ready' } : reply.status(503).header('retry-after', 2).send({ status: 'not ready' })
  })
}

async function databaseAnswers(orm: MikroORM): Promise<true> {
  await orm.em.fork().execute('select 1')
  return true
}
