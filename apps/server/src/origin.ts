import { DomainError } from '@desideliver/db'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { readSessionCookie } from './session-cookie.ts'

/**
 * A browser names the site a write comes from. One that is neither this server nor on the list is
 * refused, and so is a body of a type that a plain form of any site could send. Routes of REST each say what they take.
 */
export function refuseForeignWrites(app: FastifyInstance, allowedOrigins: readonly string[]): void {
  const allowed = new Set(allowedOrigins.map((url) => new URL(url).origin))
  app.addHook('onRequest', async (request) => {
    if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return
    const { origin } = request.headers
    if (origin !== undefined && !allowed.has(origin) && origin !== ownOrigin(request))
      throw new DomainError('forbidden', 'UNKNOWN_ORIGIN', 'Requests from this site are not accepted.')
    // A program shows its token; only a browser sends a cookie unasked, and it names the page's origin with each write.
    if (origin === undefined && readSessionCookie(request) !== null) throw originMissing()
    const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
    if (type !== 'application/json' && request.routeOptions.url?.startsWith('/trpc'))
      throw new DomainError('unsupported', 'UNSUPPORTED_MEDIA_TYPE', 'tRPC calls are sent as application/json.')
  })
}

const originMissing = (): DomainError =>
  new DomainError('forbidden', 'CSRF', 'Signed in by a cookie, a request that changes something must name its Origin.')

const ownOrigin = ({ protocol, host }: FastifyRequest): string => `${protocol}://${host}`
