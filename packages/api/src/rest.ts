import { DomainError } from '@desideliver/db'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type AnswerCache, type ReadyAnswer, isKnown } from './answer-cache.ts'
import type { Context } from './context.ts'
import { fault, statusOfAny } from './trpc.ts'
import { findRefusal, retryAfterOf, toErrorBody } from './error-body.ts'
import { createInputReader } from './rest-input.ts'
import { sendBytes } from './rest-bytes.ts'
import { sendFile } from './rest-file.ts'
import { type RestProcedure, listRestProcedures } from './procedures.ts'
import { createCaller } from './app-router.ts'

type CreateContext = (request: FastifyRequest, reply: FastifyReply) => Context

/**
 * Serves the REST twin of every procedure as a native route that calls the same procedure.
 * `trpc-openapi`'s own handler is not used: it changes the schemas it serves (docs/decisions).
 */
export function serveRest(app: FastifyInstance, createContext: CreateContext, cache: AnswerCache): void {
  const procedures = listRestProcedures()
  readRawBodies(app, procedures)
  for (const procedure of procedures) serveProcedure(app, procedure, { createContext, cache })
}

interface Serving {
  createContext: CreateContext
  cache: AnswerCache
}

function serveProcedure(app: FastifyInstance, procedure: RestProcedure, { createContext, cache }: Serving): void {
  const { method, path, status = 200, rawBody, rawAnswer, bytesAnswer } = procedure.rest
  const readInput = createInputReader(procedure)
  app.route({
    method,
    url: path.replace(/\{(\w+)\}/g, ':$1'),
    ...(rawBody && { bodyLimit: rawBody.limit }),
    // Before anything of it is read: a route that takes large files would read as much JSON.
    async onRequest(request) {
      requireContentType(request, rawBody?.contentTypes ?? ['application/json'])
      if (rawBody) refuseLongBody(request, rawBody.limit)
    },
    async handler(request, reply) {
      const contentType = contentTypeOf(request)
      const params = request.params as Record<string, string>
      const query = request.query as Record<string, unknown>
      const read = () => readInput({ params, query, body: request.body, contentType })
      if (rawAnswer) {
        const caller = createCaller(createContext(request, reply))
        return sendFile((input) => call(caller, procedure.name, input), { input: read(), reply })
      }
      const make = async () => {
        const input = read()
        const answer = await call(createCaller(createContext(request, reply)), procedure.name, input)
        return { answer, shown: procedure.shows?.(answer, input ?? {}) ?? null }
      }
      if (bytesAnswer) return sendBytes((await make()).answer, request, reply)
      if (!procedure.shows) return reply.status(status).send((await make()).answer)
      const ready = await cache.answer(request.url, make)
      return sendReady(ready, request, reply)
    },
  })
}

/** Whoever has it already is told just that; whoever keeps it asks again each time. */
function sendReady({ body, etag }: ReadyAnswer, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  void reply.header('cache-control', 'no-cache').header('etag', etag)
  if (isKnown(request.headers['if-none-match'], etag)) return reply.status(304).send()
  return reply.type('application/json; charset=utf-8').send(body)
}

/** The caller is a tree of functions: `orders.create` is two steps down. */
function call(caller: object, name: string, input: unknown): Promise<unknown> {
  const procedure = name.split('.').reduce<unknown>((node, step) => Reflect.get(node as object, step), caller)
  return (procedure as (input: unknown) => Promise<unknown>)(input)
}

const contentTypeOf = ({ headers }: FastifyRequest): string | undefined =>
  headers['content-type']?.split(';')[0]?.trim().toLowerCase()

/** A body is what its route takes, or is refused: no form of another site passes for a request of ours, and nothing is unpacked. */
function requireContentType(request: FastifyRequest, expected: readonly string[]): void {
  const { headers, method } = request
  if (method === 'GET' || method === 'HEAD') return
  const coding = headers['content-encoding']?.trim().toLowerCase()
  if (coding !== undefined && coding !== 'identity')
    throw new DomainError('unsupported', 'UNSUPPORTED_MEDIA_TYPE', `Send the body as it is, not as ${coding}.`)
  const sent = contentTypeOf(request)
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
  if (sent === undefined && !hasBody && expected.includes('application/json')) return
  if (sent !== undefined && expected.includes(sent)) return
  throw new DomainError('unsupported', 'UNSUPPORTED_MEDIA_TYPE', `Send the body as ${expected.join(', ')}.`)
}

/** What says that it is too long is not read at all. */
function refuseLongBody({ headers }: FastifyRequest, limit: number): void {
  if (Number(headers['content-length'] ?? 0) > limit) throw bodyTooLarge(limit)
}

/** A body of that type is not read before its procedure asks for it, and knows who sends it. */
function readRawBodies(app: FastifyInstance, procedures: readonly RestProcedure[]): void {
  const types = new Set(procedures.flatMap(({ rest }) => rest.rawBody?.contentTypes ?? []))
  app.addContentTypeParser([...types], (request, body, done) => {
    done(null, limited(body, request.routeOptions.bodyLimit))
  })
}

/** @throws DomainError BODY_TOO_LARGE as soon as there is more than that */
async function* limited(body: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<Uint8Array> {
  let length = 0
  for await (const chunk of body) {
    length += chunk.length
    if (length > limit) throw bodyTooLarge(limit)
    yield chunk
  }
}

/** @param limit in bytes, of a file; JSON says less */
const bodyTooLarge = (limit?: number): DomainError => {
  const most = limit === undefined ? '' : ` Send at most ${Math.floor(limit / 1024 / 1024)} MB.`
  return new DomainError('too_large', 'BODY_TOO_LARGE', `The body is too large.${most}`)
}

/** Answers an error of any surface outside tRPC in the one shape. */
export function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refusal = findRefusal(error) ?? refusalOfFastify(error)
  if (!refusal) request.log.error({ err: error }, 'A request failed')
  const told = refusal ?? fault
  const retryAfter = refusal && retryAfterOf(refusal)
  if (retryAfter) void reply.header('retry-after', retryAfter)
  return reply.status(statusOfAny(told)).send(toErrorBody(told, request.id))
}

const fastifyRefusals: Record<string, DomainError> = {
  FST_ERR_CTP_BODY_TOO_LARGE: bodyTooLarge(),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: new DomainError(
    'unsupported',
    'UNSUPPORTED_MEDIA_TYPE',
    'Send the body as application/json.',
  ),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: new DomainError(
    'invalid',
    'INVALID_REQUEST',
    'The body is not as long as announced.',
  ),
  FST_ERR_CTP_INVALID_JSON_BODY: new DomainError('invalid', 'INVALID_JSON', 'The body is not valid JSON.'),
  FST_ERR_CTP_EMPTY_JSON_BODY: new DomainError('invalid', 'INVALID_JSON', 'The body is empty: send a JSON object.'),
  FST_ERR_BAD_URL: new DomainError('invalid', 'INVALID_URL', 'The address is not well formed.'),
  FST_ERR_MAX_PARAM_LENGTH: new DomainError('not_found', 'NOT_FOUND', 'There is nothing at this address.'),
}

/** What Fastify refuses before a route runs. */
function refusalOfFastify(error: unknown): DomainError | null {
  if (!(error instanceof Error) || !('code' in error)) return null
  if (error instanceof SyntaxError) return fastifyRefusals.FST_ERR_CTP_INVALID_JSON_BODY ?? null
  return fastifyRefusals[String(error.code)] ?? null
}
