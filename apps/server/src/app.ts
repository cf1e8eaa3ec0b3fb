import { randomUUID } from 'node:crypto'
import { type AnswerCache, sendError, serveRest } from '@desideliver/api'
import { DomainError } from '@desideliver/db'
import cors from '@fastify/cors'
import helmet from '@fastify/helmet'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import { answerClientError } from './client-errors.ts'
import { type ContextParts, createContext } from './context.ts'
import { serveDocs } from './docs.ts'
import { limitRequests } from './general-limit.ts'
import { serveHealth } from './health.ts'
import { type MetricsParts, serveMetrics } from './metrics/metrics.ts'
import { refuseForeignWrites } from './origin.ts'
import { describeRequest } from './request-log.ts'
import { serveTrpc } from './serve-trpc.ts'

export interface AppParts extends ContextParts, MetricsParts {
  logger: Logger
  cache: AnswerCache
  allowedOrigins: readonly string[]
  trustProxy: readonly string[]
  /** False once the process has begun to stop. */
  isReady: () => boolean
}

/** superjson takes seconds over a megabyte that means it harm; no honest request comes near this. */
const BODY_LIMIT = 32 * 1024

/** The HTTP server with everything mounted, not yet listening. */
export async function createApp(parts: AppParts): Promise<FastifyInstance> {
  const loggerInstance: FastifyBaseLogger = parts.logger.child({}, { serializers: { req: describeRequest } })
  const app = Fastify({
    loggerInstance,
    bodyLimit: BODY_LIMIT,
    trustProxy: [...parts.trustProxy],
    genReqId: () => randomUUID(),
    // What the router refuses before any hook has run, such as a broken percent-encoding.
    frameworkErrors: (error, request, reply) =>
      void sendError(error, request, reply.headers({ ...ownHeaders(request), 'x-content-type-options': 'nosniff' })),
    clientErrorHandler: answerClientError,
    // Long enough for a proxy to reuse a connection, short enough not to hold up a stop.
    keepAliveTimeout: 2_000,
    requestTimeout: 30_000,
    routerOptions: { maxParamLength: 5_000, ignoreTrailingSlash: true },
  })
  app.setErrorHandler(sendError)
  app.setNotFoundHandler((request, reply) => sendError(notFound(request.method, request.url), request, reply))
  app.addHook('onRequest', async (request, reply) => void reply.headers(ownHeaders(request)))
  // Without TLS in front, as in development, a page told to upgrade could not load its own scripts.
  await app.register(helmet, { contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } } })
  const exposedHeaders = ['x-request-id', 'retry-after']
  const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']
  const origin = [...parts.allowedOrigins]
  // With credentials, for a frontend on another origin of the same site may use the session cookie.
  await app.register(cors, { origin, credentials: true, methods, exposedHeaders, strictPreflight: false })
  // After the headers: a browser shows its page no refusal without them.
  limitRequests(app, parts.limits)
  refuseForeignWrites(app, parts.allowedOrigins)
  serveHealth(app, parts)
  serveMetrics(app, parts)
  const contextOf = (request: FastifyRequest, reply: FastifyReply) => createContext(parts, { request, reply })
  await app.register(async (api) => serveRest(api, contextOf, parts.cache), { prefix: '/api' })
  await app.register(serveDocs, { prefix: '/api' })
  await serveTrpc(app, parts)
  return app
}

/** Answers are for who asked and for now: no cache on the way keeps one, unless its route says otherwise. */
const ownHeaders = ({ id }: FastifyRequest) => ({ 'x-request-id': id, 'cache-control': 'no-store' })

const notFound = (method: string, url: string): DomainError =>
  new DomainError('not_found', 'NOT_FOUND', `There is nothing at ${method} ${url.split('?')[0]?.slice(0, 200)}.`)
