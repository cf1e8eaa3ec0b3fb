import { createHash, randomBytes } from 'node:crypto'
import { Session, User, isStaff, newId } from '@desideliver/db'
import type { EntityManager } from '@mikro-orm/postgresql'
import { type Adapter, type DatabaseSession, Lucia, TimeSpan } from 'lucia'
import type { Context, SignedIn } from '../context.ts'

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
  /** 256 random bits, shown once: only its hash is stored. */
  token: string
  expiresAt: Date
}

type SessionRequest = Pick<Context, 'now' | 'ipAddress' | 'userAgent'>

/** Opens a session for someone who has proved who they are. */
export async function openSession(em: EntityManager, user: User, request: SessionRequest): Promise<NewSession> {
  const token = randomBytes(32).toString('base64url')
  const now = request.now()
  const details = { createdAt: now, lastSeenAt: now, ipAddress: request.ipAddress, userAgent: request.userAgent }
  const session = await createLucia(em).createSession(user.id, details, { sessionId: hashToken(token) })
  const lastsUntil = now.getTime() + longestFor(user)
  return { token, expiresAt: new Date(Math.min(session.expiresAt.getTime(), lastsUntil)) }
}

const longestFor = (user: User): number => (isStaff(user) ? STAFF_ABSOLUTE_MS : ABSOLUTE_MS)

/** Whose token this is, or null: unknown, expired, or of a disabled user. */
export async function findSession(em: EntityManager, token: string, now: Date): Promise<SignedIn | null> {
  const { session, user } = await createLucia(em).validateSession(hashToken(token))
  if (!session || user.entity.disabledAt) return null
  if (now.getTime() - session.createdAt.getTime() > longestFor(user.entity)) return null
  if (now.getTime() - session.lastSeenAt.getTime() > SEEN_AGAIN_MS)
    await em.nativeUpdate(Session, { id: session.id }, { lastSeenAt: now })
  return { user: user.entity, sessionId: session.id, scopes: null }
}

export async function closeSession(em: EntityManager, sessionId: string): Promise<void> {
  await createLucia(em).invalidateSession(sessionId)
}

/** Ends every session of a user, but for one that may stay. */
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
    async setSession({ id, userId, expiresAt, attributes }) {
      await em.insert(Session, { id, publicId: newId(), user: userId, expiresAt, ...attributes })
    },
    async updateSessionExpiration(id, expiresAt) {
      await em.nativeUpdate(Session, { id }, { expiresAt })
    },
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
