import { type Context, findSession } from '@desideliver/api'
import { DomainError } from '@desideliver/db'
import type { MikroORM } from '@mikro-orm/postgresql'
import type { FastifyRequest } from 'fastify'

export interface ContextParts extends Pick<Context, 'boss' | 'now' | 'policy' | 'limits' | 'secrets'> {
  orm: MikroORM
}

/** Builds what one request works with; nothing is read from the database until a procedure asks. */
export function createContext(
  { orm, boss, now, policy, limits, secrets }: ContextParts,
  request: FastifyRequest,
): Context {
  let session: ReturnType<Context['signedIn']> | undefined
  return {
    em: orm.em.fork(),
    boss,
    now,
    policy,
    limits,
    secrets,
    requestId: request.id,
    log: request.log,
    ipAddress: request.ip,
    userAgent: request.headers['user-agent']?.slice(0, 300) ?? null,
    idempotencyKey: readIdempotencyKey(request),
    signedIn() {
      const token = readBearerToken(request)
      session ??= token ? findSession(orm.em.fork(), token, now()) : Promise.resolve(null)
      return session
    },
  }
}

/** RFC 6750 §2.1; our tokens are 32 bytes in base64url. */
function readBearerToken({ headers }: FastifyRequest): string | null {
  return /^Bearer +([\w-]{43})$/i.exec(headers.authorization ?? '')?.[1] ?? null
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
