import { createHash } from 'node:crypto'
import { DomainError } from '@desideliver/db'
import { Pool } from 'pg'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { type SettledCounts, createSettledCounts } from './settled-counts.ts'

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** How often what may happen, shared by all processes. Points an interval, in seconds. */
const rules = {
  /** Failures for one account from one address: nobody can lock out someone elsewhere. */
  loginFailure: { points: 10, duration: 15 * MINUTE },
  loginFailureAddress: { points: 100, duration: DAY },
  /** Tries of a code by those who know the password: from wherever, or many addresses would guess it. */
  secondFactor: { points: 10, duration: 15 * MINUTE },
  registration: { points: 20, duration: HOUR },
  /** For one address typed, from one network. */
  passwordReset: { points: 5, duration: HOUR },
  passwordResetNetwork: { points: 30, duration: HOUR },
  /** For one address typed, from wherever. Beyond it no more mails go out, and nobody is told: the last still works. */
  passwordResetMail: { points: 5, duration: 10 * MINUTE },
  /** Links asked for by one account, to prove its address or a new one. */
  addressLink: { points: 5, duration: HOUR },
  /** Files that staff have written in the background, and mails of a day's orders. */
  export: { points: 60, duration: HOUR },
  dailyMail: { points: 20, duration: HOUR },
  checkout: { points: 30, duration: MINUTE },
  /** New tickets of a customer; staff who open one for a caller count nothing. */
  ticket: { points: 10, duration: HOUR },
  /** Files that someone sends to tickets, taken or not. */
  upload: { points: 60, duration: HOUR },
  /** The general limit: of who shows a token, and of an address for all its requests without one. */
  token: { points: 1_200, duration: MINUTE },
  address: { points: 600, duration: MINUTE },
  /** Of an address for all its tokens, or made-up ones would open the door. A large office comes nowhere near. */
  addressWithTokens: { points: 6_000, duration: MINUTE },
} as const

export type LimitName = keyof typeof rules

export interface RateLimits {
  /** Counts one. @throws LimitedError where that is one too many */
  consume: (name: LimitName, key: string) => Promise<void>
  /** Whether one more would be too many, without counting. @throws LimitedError */
  check: (name: LimitName, key: string) => Promise<void>
  /**
   * Counts one without waiting for the database, which hears of it within a second.
   * @throws LimitedError where that is one too many
   */
  admit: (name: LimitName, key: string) => void
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
  admit: () => {},
  forget: async () => {},
  close: async () => {},
}

/** A nightly job deletes what has expired. */
const table = { storeType: 'pool', tableName: 'rate_limits', tableCreated: true, clearExpiredByTimeout: false }

/**
 * Limits kept in the database that all processes share, over two connections of their own: a crowd at
 * the door does not take them from those inside.
 */
export function createRateLimits(databaseUrl: string): RateLimits {
  const pool = new Pool({ connectionString: databaseUrl, max: 2, connectionTimeoutMillis: 3_000, query_timeout: 3_000 })
  // A connection that breaks while idle is replaced at the next use.
  pool.on('error', () => {})
  const store = { ...table, storeClient: pool }
  const limiterOf = onceForEach((name) => new RateLimiterPostgres({ ...store, ...rules[name], keyPrefix: name }))
  const opened: SettledCounts[] = []
  const countsOf = onceForEach((name) => {
    const { points, duration } = rules[name]
    const add = (key: string, count: number) => limiterOf(name).penalty(toStoredKey(key), count)
    const counts = createSettledCounts({ points, windowMs: duration * 1_000, add })
    opened.push(counts)
    return counts
  })
  return {
    async consume(name, key) {
      await limiterOf(name).consume(toStoredKey(key)).catch(refuse)
    },
    async check(name, key) {
      const result = await limiterOf(name).get(toStoredKey(key))
      if (result && result.consumedPoints >= rules[name].points) throw limited(result)
    },
    admit(name, key) {
      const tooEarlyMs = countsOf(name).admit(key)
      if (tooEarlyMs > 0) throw new LimitedError(Math.ceil(tooEarlyMs / 1_000))
    },
    async forget(name, key) {
      await limiterOf(name).delete(toStoredKey(key))
    },
    async close() {
      for (const counts of opened) await counts.close()
      await pool.end()
    },
  }
}

function onceForEach<Made>(make: (name: LimitName) => Made): (name: LimitName) => Made {
  const made = new Map<LimitName, Made>()
  return (name) => {
    const value = made.get(name) ?? make(name)
    made.set(name, value)
    return value
  }
}

/** Whatever was typed fits the column, and no address stands in it to be read. */
const toStoredKey = (key: string): string => createHash('sha256').update(key).digest('base64url')

function refuse(reason: unknown): never {
  throw reason instanceof RateLimiterRes ? limited(reason) : reason
}
