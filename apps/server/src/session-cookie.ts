import type { Context } from '@desideliver/api'
import { DomainError } from '@desideliver/db'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** The prefix makes browsers refuse it from any other host, and over plain HTTP but for localhost. */
const NAME = '__Host-desideliver'
const ATTRIBUTES = 'Path=/; HttpOnly; Secure; SameSite=Strict'

/**
 * The session token of a browser's cookie, or null. An `Authorization` header goes before it, right or wrong, and of
 * two cookies nobody guesses which is meant.
 */
export function readSessionCookie({ headers }: FastifyRequest): string | null {
  if (headers.authorization !== undefined) return null
  const [value, another] = (headers.cookie ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${NAME}=`))
    .map((pair) => pair.slice(NAME.length + 1))
  return value !== undefined && another === undefined && /^[\w-]{43}$/.test(value) ? value : null
}

/** Whether the client wants a new session in the cookie. */
export const asksForCookie = ({ headers }: FastifyRequest): boolean => headers['x-session-cookie'] === '1'

/** What procedures may do with the cookie of one request. */
export function createSessionCookie(request: FastifyRequest, reply: FastifyReply): Context['sessionCookie'] {
  // The last word counts: Fastify would send each of them.
  const send = (cookie: string) => void reply.removeHeader('set-cookie').header('set-cookie', cookie)
  return {
    asked: asksForCookie(request),
    used: readSessionCookie(request) !== null,
    set(token, until) {
      if (reply.raw.headersSent) throw tooLate()
      send(`${NAME}=${token}; ${ATTRIBUTES}; Expires=${until.toUTCString()}`)
    },
    // What is not cleared in time opens nothing any more.
    clear: () => (reply.raw.headersSent ? undefined : send(`${NAME}=; ${ATTRIBUTES}; Max-Age=0`)),
  }
}

const tooLate = (): DomainError =>
  new DomainError('invalid', 'COOKIE_IN_STREAM', 'A streamed answer carries no cookie: send this call by itself.')
