import { randomUUID } from 'node:crypto'
import { appRouter, retryAfterOf, sendError, serveRest } from '@desideliver/api'
import { DomainError } from '@desideliver/db'
import cors from '@fastify/cors'
import helmet from '@fastify/helmet'
import { type FastifyTRPCPluginOptions, fastifyTRPCPlugin } from '@trpc/server/adapters/fastify'
import Fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { type ContextParts, createContext } from './context.ts'
import { serveDocs } from './docs.ts'
import { serveHealth } from './health.ts'
import { refuseForeignWrites } from './origin.ts'

export interface AppParts extends ContextParts {
  logger: Logger
  allowedOrigins: readonly string[]
  trustProxy: readonly string[]
  /** False once the process has begun to stop. */
  isReady: () => boolean
}

/** superjson takes seconds over a megabyte that means it harm; no honest request comes near this. */
const BODY_LIMIT = 32 * 1024

/** The HTTP server with everything mounted, not yet listening. */
export async function createApp(parts: AppParts): Promise<FastifyInstance> {
  const loggerInstance: FastifyBaseLogger = parts.logger
  const app = Fastify({
    loggerInstance,
    bodyLimit: BODY_LIMIT,
    trustProxy: [...parts.trustProxy],
    genReqId: () => randomUUID(),
    // What the router refuses before any hook has run, such as a broken percent-encoding.
    frameworkErrors: (error, request, reply) =>
      void sendError(error, request, reply.header('x-request-id', request.id)),
    // Long enough for a proxy to reuse a connection, short enough not to hold up a stop.
    keepAliveTimeout: 2_000,
    requestTimeout: 30_000,
    routerOptions: { maxParamLength: 5_000, ignoreTrailingSlash: true },
  })
  app.setErrorHandler(sendError)
  app.setNotFoundHandler((request, reply) => sendError(notFound(request.method, request.url), request, reply))
  app.addHook('onRequest', async (request, reply) => void reply.header('x-request-id', request.id))
  refuseForeignWrites(app, parts.allowedOrigins)
  // Without TLS in front, as in development, a page told to upgrade could not load its own scripts.
  await app.register(helmet, { contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } } })
  await app.register(cors, { origin: [...parts.allowedOrigins], exposedHeaders: ['x-request-id', 'retry-after'] })
  serveHealth(app, parts)
  await app.register(async (api) => serveRest(api, (request) => createContext(parts, request)), { prefix: '/api' })
  await app.register(serveDocs, { prefix: '/api' })
  await serveTrpc(app, parts)
  return app
}

async function serveTrpc(app: FastifyInstance, parts: AppParts): Promise<void> {
  await app.register(fastifyTRPCPlugin, {
    prefix: '/trpc',
    trpcOptions: {
      router: appRouter,
      createContext: ({ req, info }) => {
        const context = createContext(parts, req)
        if (context.idempotencyKey !== null && info.calls.length > 1) throw keyInBatch()
        return context
      },
      maxBatchSize: 10,
      responseMeta: ({ errors }) => {
        const waits = errors.map((error) => (error.cause instanceof DomainError ? (retryAfterOf(error.cause) ?? 0) : 0))
        const longest = Math.max(0, ...waits)
        return longest > 0 ? { headers: { 'retry-after': String(longest) } } : {}
      },
    } satisfies FastifyTRPCPluginOptions<typeof appRouter>['trpcOptions'],
  })
}

const keyInBatch = (): DomainError =>
  new DomainError(
    'invalid',
    'IDEMPOTENCY_KEY_IN_BATCH',
    'An Idempotency-Key belongs to one call: send it outside a batch.',
  )

const notFound = (method: string, url: string): DomainError =>
  new DomainError('not_found', 'NOT_FOUND', `There is nothing at ${method} ${url.split('?')[0]?.slice(0, 200)}.`)
