import type { FastifyInstance } from 'fastify'
import type { AppParts } from './app.ts'

/** `/healthz`: the process answers. `/readyz`: it can serve, which a load balancer asks before it sends anyone. */
export function serveHealth(app: FastifyInstance, { orm, isReady }: Pick<AppParts, 'orm' | 'isReady'>): void {
  app.get('/healthz', async () => ({ status: 'ok' }))
  app.get('/readyz', async (request, reply) => {
    const ready =
      isReady() && (await databaseAnswers(orm).catch((error: unknown) => request.log.warn({ err: error }, 'Not ready')))
    return ready ? { status: 'ready' } : reply.status(503).header('retry-after', 2).send({ status: 'not ready' })
  })
}

async function databaseAnswers(orm: AppParts['orm']): Promise<true> {
  await orm.em.fork().execute('select 1')
  return true
}
