import type { DeliveryCalendar, Scope, SupportDesk, User } from '@desideliver/db'
import type { PgBoss } from '@desideliver/jobs'
import type { EntityManager } from '@mikro-orm/postgresql'
import type { LiveHub } from './live-hub.ts'
import type { RateLimits } from './rate-limits.ts'
import type { SecretBox } from './secret-box.ts'

/** Who asks, however they have proved it. */
export interface SignedIn {
  user: User
  /** Of the session; null where an API key asks. */
  sessionId: string | null
  /** Of the API key; null where a person asks. */
  apiKeyId: string | null
  /** What an API key may do; null where a person asks, who may do all that the role may. */
  scopes: readonly Scope[] | null
}

/** A browser's session, kept where no script of the page can read it. */
export interface SessionCookie {
  /** Whether the client wants its new session in the cookie instead of the answer. */
  asked: boolean
  /** Whether this request is signed in by the cookie. */
  used: boolean
  /** @param until when the browser forgets it, unless it is set again */
  set: (token: string, until: Date) => void
  clear: () => void
}

/** What one request works with. The same for tRPC and REST, and for every call of a batch. */
export interface Context {
  /** Its own entity manager, forked for the request. */
  em: EntityManager
  boss: PgBoss
  now: () => Date
  requestId: string
  log: { error: (details: object, message: string) => void }
  /** Where the request comes from, as far as the proxies in front are trusted. */
  ipAddress: string
  userAgent: string | null
  /** The client's `Idempotency-Key`, if it sent one. */
  idempotencyKey: string | null
  /** Who asks, or null. Looked up once, and only when a procedure wants to know. */
  signedIn: () => Promise<SignedIn | null>
  /** Who asks, or null, as it is now: for what lasts longer than a request. */
  signedInNow: () => Promise<SignedIn | null>
  sessionCookie: SessionCookie
  policy: Policy
  limits: RateLimits
  live: LiveHub
  /** Waits until this process has heard of all changes that are committed. */
  catchUp: () => Promise<void>
  secrets: SecretBox
}

/** What the settings decide for every request. */
export interface Policy {
  /** IANA name of the zone the business keeps its calendar in. */
  timeZone: string
  delivery: DeliveryCalendar
  /** When someone is at the support desk, and how soon tickets are to be answered and resolved. */
  support: SupportDesk
  /** Staff without a second factor may do nothing but enrol one. */
  requireStaffTwoFactor: boolean
  /** Ordering waits until staff have verified the customer's business. */
  ordersRequireVerifiedBusiness: boolean
}
