import { type Context, findApiKey, findSession } from '@desideliver/api'
import { DomainError } from '@desideliver/db'
import type { EntityManager, MikroORM } from '@mikro-orm/postgresql'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { createSessionCookie, readSessionCookie } from './session-cookie.ts'

export interface ContextParts extends Pick<
  Context,
  'boss' | 'now' | 'policy' | 'limits' | 'live' | 'catchUp' | 'secrets'
> {
  orm: MikroORM
}

/** Builds what one request works with; nothing is read from the database until a procedure asks. */
export function createContext(
  { orm, boss, now, policy, limits, live, catchUp, secrets }: ContextParts,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
): Context {
  let session: ReturnType<Context['signedIn']> | undefined
  const signedInNow = (): ReturnType<Context['signedIn']> => {
    const token = readToken(request)
    return token ? findSignedIn(orm.em.fork(), token, now()) : Promise.resolve(null)
  }
  return {
    em: orm.em.fork(),
    boss,
    now,
    policy,
    limits,
    live,
    catchUp,
    secrets,
    requestId: request.id,
    log: request.log,
    ipAddress: request.ip,
    userAgent: request.headers['user-agent']?.slice(0, 300) ?? null,
    idempotencyKey: readIdempotencyKey(request),
    sessionCookie: createSessionCookie(request, reply),
    signedIn() {
      session ??= signedInNow()
      return session
    },
    signedInNow,
  }
}

/** An API key is known by its length: a session's token may begin with `dd_` by chance. */
const findSignedIn = (em: EntityManager, token: string, now: Date): ReturnType<Context['signedIn']> =>
  token.length === 43 ? findSession(em, token, now) : findApiKey(em, token, now)

/** What a request shows of who asks: a bearer token or, without an `Authorization` header, a browser's cookie. */
export const readToken = (request: FastifyRequest): string | null =>
  readBearerToken(request) ?? readSessionCookie(request)

/** RFC 6750 §2.1; our tokens are 32 bytes in base64url, those of API keys with a mark in front. */
function readBearerToken({ headers, raw }: FastifyRequest): string | null {
  // Of two, Node keeps the first and a proxy may have read the second: nobody guesses which is meant.
  if (raw.headersDistinct.authorization?.length !== 1) return null
  return /^Bearer +((?:dd_)?[\w-]{43})$/i.exec(headers.authorization ?? '')?.[1] ?? null
}

function readIdempotencyKey({ headers }: FastifyRequest): string | null {
  const key = headers['idempotency-key']
  if (key === undefined) return null
  if (typeof key === 'string' && /^[\x21-\x7e]{1,200}$/.test(key)) return key
  throw new DomainError(
    'invalid',
    'INVALID_IDEMPOTENCY_KEY',
    'An Idempotency-Key is 1 to 200 printable ASCII characters.',
  )
}
