import { DomainError } from '@desideliver/db'
import { Pool } from 'pg'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** How often what may happen, shared by all processes. Points an interval, in seconds. */
const rules = {
  /** Failures for one account from one address: nobody can lock out someone elsewhere. */
  loginFailure: { points: 10, duration: 15 * MINUTE },
  loginFailureAddress: { points: 100, duration: DAY },
  registration: { points: 20, duration: HOUR },
  passwordReset: { points: 5, duration: HOUR },
  checkout: { points: 30, duration: MINUTE },
} as const

export type LimitName = keyof typeof rules

export interface RateLimits {
  /** Counts one. @throws LimitedError where that is one too many */
  consume: (name: LimitName, key: string) => Promise<void>
  /** Whether one more would be too many, without counting. @throws LimitedError */
  check: (name: LimitName, key: string) => Promise<void>
  /** Forgets what was counted, such as failures after a success. */
  forget: (name: LimitName, key: string) => Promise<void>
  close: () => Promise<void>
}

/** Too many: the answer says when to come back. */
export class LimitedError extends DomainError {
  readonly retryAfterSeconds: number

  constructor(retryAfterSeconds: number) {
    super('limited', 'TOO_MANY_REQUESTS', `Too many requests: try again in ${retryAfterSeconds} seconds.`)
    this.retryAfterSeconds = retryAfterSeconds
  }
}

const limited = (result: RateLimiterRes): LimitedError =>
  new LimitedError(Math.max(1, Math.ceil(result.msBeforeNext / 1_000)))

/** No limits at all, for load tests. */
export const unlimited: RateLimits = {
  consume: async () => {},
  check: async () => {},
  forget: async () => {},
  close: async () => {},
}

/**
 * Limits kept in the database that all processes share, over two connections of their own: a crowd at
 * the door does not take them from those inside.
 */
export function createRateLimits(databaseUrl: string): RateLimits {
  const pool = new Pool({ connectionString: databaseUrl, max: 2, connectionTimeoutMillis: 3_000, query_timeout: 3_000 })
  // A connection that breaks while idle is replaced at the next use.
  pool.on('error', () => {})
  const limiters = new Map<LimitName, RateLimiterPostgres>()
  const limiterOf = (name: LimitName): RateLimiterPostgres => {
    const known = limiters.get(name)
    if (known) return known
    const store = { storeClient: pool, storeType: 'pool', tableName: 'rate_limits', tableCreated: true }
    const made = new RateLimiterPostgres({ ...store, ...rules[name], keyPrefix: name, clearExpiredByTimeout: true })
    limiters.set(name, made)
    return made
  }
  return {
    async consume(name, key) {
      await limiterOf(name).consume(key).catch(refuse)
    },
    async check(name, key) {
      const result = await limiterOf(name).get(key)
      if (result && result.consumedPoints >= rules[name].points) throw limited(result)
    },
    async forget(name, key) {
      await limiterOf(name).delete(key)
    },
    close: () => pool.end(),
  }
}

function refuse(reason: unknown): never {
  throw reason instanceof RateLimiterRes ? limited(reason) : reason
}
