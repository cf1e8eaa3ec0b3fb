import { setTimeout as sleep } from 'node:timers/promises'
import type { EntityManager } from '@mikro-orm/postgresql'

const MAX_ATTEMPTS = 6

/** PostgreSQL's codes for "nothing is wrong with your request, try it again" (Appendix A, class 40). */
const transientCodes = new Set(['40001', '40P01'])

const isTransient = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && transientCodes.has(String(error.code))

/**
 * Runs `work` in one transaction with an entity manager of its own: all of it is stored, or none.
 * A deadlock or serialisation failure is retried from the start, so `work` must touch nothing but
 * what `em` reaches.
 */
export async function inTransaction<T>(em: EntityManager, work: (em: EntityManager) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await em.fork().transactional(work)
    } catch (error) {
      if (attempt === MAX_ATTEMPTS || !isTransient(error)) throw error
      // Jitter parts the rivals, so that they do not meet again at the same rows.
      await sleep(Math.random() * 20 * 2 ** attempt)
    }
  }
}
