import { type ChangeFeed, DomainError, LIVE_CHANNEL, type LiveView } from '@desideliver/db'
import { z } from 'zod'

/** What wakes those who follow changes, in this process. */
export interface LiveHub {
  /**
   * Starts to listen for what a view shows.
   * @param userId who follows; each may follow so much at once
   * @throws DomainError TOO_MANY_SUBSCRIPTIONS
   */
  follow: (userId: string, view: LiveView) => Follower
  /** Ends all following, so that the process can stop; clients come back, to another one. */
  close: () => void
}

export interface Follower extends Disposable {
  /** Resolves when there may be something new: at once the first time. False once the following has ended. */
  next: () => Promise<boolean>
}

const Notice = z.object({ topic: z.string(), objectId: z.string(), customerId: z.string(), staffOnly: z.boolean() })
type Notice = z.infer<typeof Notice>

/** A desk with many windows open, but no loop that opens them without end. */
const MOST_FOLLOWED = 20

/** Follows what the database tells of orders and tickets. */
export function createLiveHub(feed: ChangeFeed): LiveHub {
  const followers = new Set<Following>()
  const unsubscribe = feed.subscribe(LIVE_CHANNEL, {
    onChange: (payload) => {
      const notice = Notice.parse(JSON.parse(payload))
      for (const follower of followers) if (shows(follower.view, notice)) follower.wake()
    },
    onMissed: () => {
      for (const follower of followers) follower.wake()
    },
  })
  return {
    follow(userId, view) {
      const open = [...followers].filter((follower) => follower.userId === userId).length
      if (open >= MOST_FOLLOWED) throw tooMany()
      const follower = new Following(userId, view, () => followers.delete(follower))
      followers.add(follower)
      return follower
    },
    close() {
      unsubscribe()
      for (const follower of followers) follower[Symbol.dispose]()
    },
  }
}

const shows = ({ topic, customerId, objectId }: LiveView, notice: Notice): boolean =>
  topic === notice.topic &&
  (customerId === null || (customerId === notice.customerId && !notice.staffOnly)) &&
  (objectId === null || objectId === notice.objectId)

const tooMany = (): DomainError =>
  new DomainError('limited', 'TOO_MANY_SUBSCRIPTIONS', `At most ${MOST_FOLLOWED} live subscriptions at once: end one.`)

/** Many notices before the next look count as one. */
class Following implements Follower {
  readonly userId: string
  readonly view: LiveView
  readonly #leave: () => void
  #news = true
  #ended = false
  #waiting: (() => void) | null = null

  constructor(userId: string, view: LiveView, leave: () => void) {
    this.userId = userId
    this.view = view
    this.#leave = leave
  }

  wake(): void {
    this.#news = true
    this.#waiting?.()
  }

  async next(): Promise<boolean> {
    if (!this.#news && !this.#ended) await new Promise<void>((resolve) => (this.#waiting = resolve))
    this.#waiting = null
    this.#news = false
    return !this.#ended
  }

  [Symbol.dispose](): void {
    this.#ended = true
    this.#leave()
    this.#waiting?.()
  }
}
