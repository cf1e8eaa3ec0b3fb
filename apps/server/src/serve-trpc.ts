import { appRouter, requestIds, retryAfterOf } from '@desideliver/api'
import { DomainError } from '@desideliver/db'
import { type FastifyTRPCPluginOptions, fastifyTRPCPlugin } from '@trpc/server/adapters/fastify'
import type { FastifyInstance } from 'fastify'
import { type ContextParts, createContext } from './context.ts'

const MAX_BATCH = 10

/** Mounts tRPC at `/trpc`. */
export async function serveTrpc(app: FastifyInstance, parts: ContextParts): Promise<void> {
  await app.register(async (scope) => {
    scope.addHook('preHandler', (request, _reply, done) => requestIds.run(request.id, done))
    scope.addHook('onSend', async (_request, _reply, payload) => {
      if (payload instanceof Response) completeHeaders(payload.headers)
      return payload
    })
    await scope.register(fastifyTRPCPlugin, {
      prefix: '/trpc',
      trpcOptions: {
        router: appRouter,
        createContext: ({ req, res, info }) => {
          const context = createContext(parts, { request: req, reply: res })
          if (context.idempotencyKey !== null && info.calls.length > 1) throw keyInBatch()
          return context
        },
        maxBatchSize: MAX_BATCH,
        responseMeta: ({ errors }) => retryAfter(errors),
      } satisfies FastifyTRPCPluginOptions<typeof appRouter>['trpcOptions'],
    })
  })
}

/** tRPC sets its own `Vary` in place of ours, and says `text/plain` of the JSON in which it refuses a whole batch. */
function completeHeaders(headers: Headers): void {
  headers.append('vary', 'Origin')
  if (headers.get('content-type')?.startsWith('text/plain') ?? true) headers.set('content-type', 'application/json')
}

function retryAfter(errors: readonly Error[]): { headers?: Record<string, string> } {
  const waits = errors.map(({ cause }) => (cause instanceof DomainError ? (retryAfterOf(cause) ?? 0) : 0))
  const longest = Math.max(0, ...waits)
  return longest > 0 ? { headers: { 'retry-after': String(longest) } } : {}
}

const keyInBatch = (): DomainError =>
  new DomainError(
    'invalid',
    'IDEMPOTENCY_KEY_IN_BATCH',
    'An Idempotency-Key belongs to one call: send it outside a batch.',
  )
