/** What a shared store knows of a key after points were added to it. */
interface Settled {
  /** Of all processes, in this window. */
  consumedPoints: number
  /** Until the window ends. */
  msBeforeNext: number
}

interface SettledCountsOptions {
  /** How many a key has in a window. */
  points: number
  windowMs: number
  /** Adds points to a key of the shared store. */
  add: (key: string, points: number) => Promise<Settled>
}

export interface SettledCounts {
  /** Counts one. @returns 0, or how many milliseconds too early it is, and then nothing is counted */
  admit: (key: string) => number
  close: () => Promise<void>
}

interface Count {
  /** Of all processes, as the store last told. */
  settled: number
  /** Counted here, and not yet known to the store. */
  pending: number
  endsAt: number
}

const SETTLE_EVERY_MS = 1_000
/** Whoever is fast is settled sooner, after this part of the points. */
const SETTLE_AT_PART = 1 / 20
/** Beyond, the oldest are forgotten: a flood of keys must not fill the memory. */
const MAX_KEYS = 100_000

/**
 * Counts in memory and settles with a shared store in the background, so that no request waits for
 * it. Together, the processes admit too many by what arrives while they settle: a twentieth of the
 * points each, or what comes in a second if that is less. While the store is away each counts alone.
 */
export function createSettledCounts({ points, windowMs, add }: SettledCountsOptions): SettledCounts {
  const counts = new Map<string, Count>()
  const due = new Set<string>()
  let settling: Promise<void> | null = null

  // One after the other: a crowd of keys takes one connection, not all.
  async function settleDue(): Promise<void> {
    for (const key of due) {
      due.delete(key)
      const count = counts.get(key)
      if (count && count.pending > 0) await settle(key, count, add)
    }
    settling = null
  }
  const settleSoon = (key: string): void => {
    due.add(key)
    settling ??= Promise.resolve().then(settleDue)
  }
  const timer = setInterval(() => {
    for (const key of removeEnded(counts)) settleSoon(key)
  }, SETTLE_EVERY_MS)
  timer.unref()

  return {
    admit(key) {
      const now = Date.now()
      const known = counts.get(key)
      const count = known && known.endsAt > now ? known : startWindow(counts, key, now + windowMs)
      if (count.settled + count.pending >= points) return count.endsAt - now
      count.pending += 1
      if (count !== known || count.pending >= points * SETTLE_AT_PART) settleSoon(key)
      return 0
    },
    async close() {
      clearInterval(timer)
      await settling
    },
  }
}

async function settle(key: string, count: Count, add: SettledCountsOptions['add']): Promise<void> {
  const sent = count.pending
  try {
    const { consumedPoints, msBeforeNext } = await add(key, sent)
    count.settled = consumedPoints
    count.pending -= sent
    count.endsAt = Date.now() + msBeforeNext
  } catch {
    // It stays pending, and the next round tries again.
  }
}

function startWindow(counts: Map<string, Count>, key: string, endsAt: number): Count {
  const oldest = counts.size >= MAX_KEYS ? counts.keys().next().value : undefined
  if (oldest !== undefined) counts.delete(oldest)
  const count = { settled: 0, pending: 0, endsAt }
  counts.delete(key)
  counts.set(key, count)
  return count
}

/** @returns the keys with something to settle */
function removeEnded(counts: Map<string, Count>): string[] {
  const now = Date.now()
  const pending: string[] = []
  for (const [key, count] of counts)
    if (count.endsAt <= now) counts.delete(key)
    else if (count.pending > 0) pending.push(key)
  return pending
}
