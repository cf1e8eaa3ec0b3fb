import { createHash, randomBytes } from 'node:crypto'
import { Session, User } from '@desideliver/db'
import type { EntityManager } from '@mikro-orm/postgresql'
import { type Adapter, type DatabaseSession, Lucia, TimeSpan } from 'lucia'
import type { SignedIn } from '../context.ts'

// The only file that knows Lucia: it is finished and no longer developed (docs/decisions).
declare module 'lucia' {
  interface Register {
    Lucia: ReturnType<typeof createLucia>
    DatabaseSessionAttributes: { createdAt: Date }
    DatabaseUserAttributes: { entity: User }
  }
}

/** A session that is not used for so long ends. */
const IDLE = new TimeSpan(7, 'd')
/** No session lives longer, however much it is used. */
const ABSOLUTE_MS = new TimeSpan(30, 'd').milliseconds()

export interface NewSession {
  /** 256 random bits, shown once: only its hash is stored. */
  token: string
  expiresAt: Date
}

/** Opens a session for someone who has proved who they are. */
export async function openSession(em: EntityManager, userId: string, now: Date): Promise<NewSession> {
  const token = randomBytes(32).toString('base64url')
  const session = await createLucia(em).createSession(userId, { createdAt: now }, { sessionId: hashToken(token) })
  return { token, expiresAt: session.expiresAt }
}

/** Whose token this is, or null: unknown, expired, or of a disabled user. */
export async function findSession(em: EntityManager, token: string, now: Date): Promise<SignedIn | null> {
  const { session, user } = await createLucia(em).validateSession(hashToken(token))
  if (!session || user.entity.disabledAt) return null
  if (now.getTime() - session.createdAt.getTime() > ABSOLUTE_MS) return null
  return { user: user.entity, sessionId: session.id }
}

export async function closeSession(em: EntityManager, sessionId: string): Promise<void> {
  await createLucia(em).invalidateSession(sessionId)
}

const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex')

function createLucia(em: EntityManager) {
  return new Lucia(createAdapter(em), {
    sessionExpiresIn: IDLE,
    getSessionAttributes: ({ createdAt }) => ({ createdAt }),
    getUserAttributes: ({ entity }) => ({ entity }),
  })
}

const toLuciaSession = (session: Session): DatabaseSession => ({
  id: session.id,
  userId: session.user.id,
  expiresAt: session.expiresAt,
  attributes: { createdAt: session.createdAt },
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
      await em.insert(Session, { id, user: userId, expiresAt, createdAt: attributes.createdAt })
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
