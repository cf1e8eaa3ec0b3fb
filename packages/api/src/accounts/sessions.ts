import { createHash, randomBytes } from 'node:crypto'
import { Session, User, isStaff, newId } from '@desideliver/db'
import { LockMode } from '@mikro-orm/core'
import type { EntityManager } from '@mikro-orm/postgresql'
import { type Adapter, type DatabaseSession, Lucia, TimeSpan } from 'lucia'
import type { Context, SignedIn } from '../context.ts'
import { unauthenticated } from '../trpc.ts'

// The only file that knows Lucia: it is finished and no longer developed (docs/decisions).
declare module 'lucia' {
  interface Register {
    Lucia: ReturnType<typeof createLucia>
    DatabaseSessionAttributes: SessionDetails
    DatabaseUserAttributes: { entity: User }
  }
}

interface SessionDetails {
  createdAt: Date
  lastSeenAt: Date
  expiresAt: Date
  ipAddress: string | null
  userAgent: string | null
}

/** A session that is not used for so long ends. */
const IDLE = new TimeSpan(7, 'd')
/** No session lives longer, however much it is used. */
const ABSOLUTE_MS = new TimeSpan(30, 'd').milliseconds()
/** Staff can do more harm, and come to work every day. */
const STAFF_ABSOLUTE_MS = new TimeSpan(12, 'h').milliseconds()
/** Seeing someone again is worth a write once in so long. */
const SEEN_AGAIN_MS = new TimeSpan(5, 'm').milliseconds()

export interface NewSession {
  /** 256 random bits, shown once: only its hash is stored. Null where it went into the browser's cookie. */
  token: string | null
  expiresAt: Date
}

type SessionRequest = Pick<Context, 'now' | 'ipAddress' | 'userAgent' | 'sessionCookie'>

/**
 * Opens a session for someone who has proved who they are. Call it inside a transaction that holds the user's row:
 * whoever ends all sessions holds it too, and must not miss this one.
 */
export const openSession = (em: EntityManager, user: User, request: SessionRequest): Promise<NewSession> =>
  startSession(em, user, { request, createdAt: request.now(), inCookie: request.sessionCookie.asked })

/**
 * Puts a new session in place of the one that asks, which ends; it lasts no longer than that would have.
 * Call it inside a transaction. Who is signed in by the cookie stays so: a script that could not read
 * the old token does not learn the new one.
 * @throws DomainError UNAUTHENTICATED where the old one has just ended, such as by a renewal at the same moment or by
 *   what ends all sessions
 */
export async function renewSession(
  em: EntityManager,
  request: SessionRequest & Pick<SignedIn, 'user' | 'sessionId'>,
): Promise<NewSession> {
  const { sessionId, sessionCookie } = request
  // Before the old one is looked for: whoever ends all sessions comes first, or waits and finds the new one.
  const open = { id: request.user.id, disabledAt: null }
  const user = await em.findOne(User, open, { lockMode: LockMode.PESSIMISTIC_READ })
  if (!user) throw unauthenticated()
  const old = sessionId ? await em.findOne(Session, { id: sessionId }) : null
  // Deleting decides between two renewals at once: one of them deletes nothing.
  const ended = old ? await em.nativeDelete(Session, { id: old.id }) : 0
  if (!old || ended === 0) throw unauthenticated()
  const inCookie = sessionCookie.asked || sessionCookie.used
  return startSession(em, user, { request, createdAt: old.createdAt, inCookie })
}

interface Start {
  request: SessionRequest
  /** From when its absolute end counts. */
  createdAt: Date
  inCookie: boolean
}

async function startSession(
  em: EntityManager,
  user: User,
  { request, createdAt, inCookie }: Start,
): Promise<NewSession> {
  const { ipAddress, userAgent, sessionCookie } = request
  const token = randomBytes(32).toString('base64url')
  const lastSeenAt = request.now()
  const expiresAt = endOf(user, { createdAt, lastSeenAt })
  const details = { createdAt, lastSeenAt, expiresAt, ipAddress, userAgent }
  await createLucia(em).createSession(user.id, details, { sessionId: hashToken(token) })
  if (!inCookie) return { token, expiresAt }
  // Use moves the idle end, which only the server knows; the browser need not forget the cookie before the last.
  sessionCookie.set(token, absoluteEndOf(user, createdAt))
  return { token: null, expiresAt }
}

const absoluteEndOf = (user: User, createdAt: Date): Date =>
  new Date(createdAt.getTime() + (isStaff(user) ? STAFF_ABSOLUTE_MS : ABSOLUTE_MS))

/** When a session ends unless it is used again before. */
function endOf(user: User, { createdAt, lastSeenAt }: { createdAt: Date; lastSeenAt: Date }): Date {
  const idle = lastSeenAt.getTime() + IDLE.milliseconds()
  return new Date(Math.min(idle, absoluteEndOf(user, createdAt).getTime()))
}

/** Whose token this is, or null: unknown, expired, or of a disabled user. */
export async function findSession(em: EntityManager, token: string, now: Date): Promise<SignedIn | null> {
  const { session, user } = await createLucia(em).validateSession(hashToken(token))
  if (!session || user.entity.disabledAt) return null
  const { id, createdAt, lastSeenAt } = session
  if (now > absoluteEndOf(user.entity, createdAt)) return null
  if (now.getTime() - lastSeenAt.getTime() > SEEN_AGAIN_MS) {
    const expiresAt = endOf(user.entity, { createdAt, lastSeenAt: now })
    await em.nativeUpdate(Session, { id }, { lastSeenAt: now, expiresAt })
  }
  return { user: user.entity, sessionId: id, apiKeyId: null, scopes: null }
}

export async function closeSession(em: EntityManager, sessionId: string): Promise<void> {
  await createLucia(em).invalidateSession(sessionId)
}

/** Ends every session of a user, but for one that may stay. Call it inside a transaction that has locked the user. */
export async function closeSessions(em: EntityManager, userId: string, except: string | null = null): Promise<void> {
  await em.nativeDelete(Session, { user: userId, ...(except && { id: { $ne: except } }) })
}

const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex')

function createLucia(em: EntityManager) {
  return new Lucia(createAdapter(em), {
    sessionExpiresIn: IDLE,
    getSessionAttributes: ({ createdAt, lastSeenAt }) => ({ createdAt, lastSeenAt }),
    getUserAttributes: ({ entity }) => ({ entity }),
  })
}

const toLuciaSession = (session: Session): DatabaseSession => ({
  id: session.id,
  userId: session.user.id,
  expiresAt: session.expiresAt,
  attributes: {
    createdAt: session.createdAt,
    lastSeenAt: session.lastSeenAt,
    expiresAt: session.expiresAt,
    ipAddress: session.ipAddress,
    userAgent: session.userAgent,
  },
})

function createAdapter(em: EntityManager): Adapter {
  return {
    async getSessionAndUser(id) {
      const session = await em.findOne(Session, { id }, { populate: ['user'] })
      if (!session) return [null, null]
      return [toLuciaSession(session), { id: session.user.id, attributes: { entity: session.user } }]
    },
    async getUserSessions(userId) {
      const sessions = await em.find(Session, { user: userId })
      return sessions.map(toLuciaSession)
    },
    // The end is ours: Lucia knows no absolute one.
    async setSession({ id, userId, attributes }) {
      await em.insert(Session, { id, publicId: newId(), user: userId, ...attributes })
    },
    async updateSessionExpiration() {},
    async deleteSession(id) {
      await em.nativeDelete(Session, { id })
    },
    async deleteUserSessions(userId) {
      await em.nativeDelete(Session, { user: userId })
    },
    async deleteExpiredSessions() {
      await em.nativeDelete(Session, { expiresAt: { $lt: new Date() } })
    },
  }
}
