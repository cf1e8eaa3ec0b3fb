import { hash } from 'node:crypto'
import { CATALOGUE_CHANNEL, type ChangeFeed } from '@desideliver/db'
import { LRUCache } from 'lru-cache'
import { z } from 'zod'

/** An answer as it goes out, without who asked. */
export interface ReadyAnswer {
  body: Buffer
  /** RFC 9110 §8.8.3, strong: it changes with every byte. */
  etag: string
}

/** What an answer shows: ids of products, and `ANY_STOCK` where the stock of others could change it. */
export type Shown = readonly string[]
export const ANY_STOCK = 'any stock'

export interface Made {
  answer: unknown
  /** Null where it is for the one who asked alone, and is not kept. */
  shown: Shown | null
}

/** Ready answers about the catalogue, the same for everyone, each made once until something in it changes. */
export interface AnswerCache {
  /** @param key what was asked, such as the address */
  answer: (key: string, make: () => Promise<Made>) => Promise<ReadyAnswer>
}

/** Keeps nothing: every answer is made anew. */
export const noCache: AnswerCache = { answer: async (_key, make) => toReady((await make()).answer) }

interface CacheOptions {
  feed: ChangeFeed
  maxBytes: number
}

/** What is kept may be shown for so long after the feed last proved that nothing had changed. */
const OLDEST_MS = 1_000

/**
 * A cache in this process that the feed keeps true. It answers from memory only while the feed is heard: after a lost
 * connection everything is forgotten, and until it is back everything is read.
 */
export function createAnswerCache({ feed, maxBytes }: CacheOptions): AnswerCache {
  const store = new AnswerStore(maxBytes)
  feed.subscribe(CATALOGUE_CHANNEL, {
    onChange(payload) {
      const change = Change.parse(JSON.parse(payload))
      if ('all' in change) store.forgetAll()
      else store.forget([...change.stock, ANY_STOCK])
    },
    onMissed: () => store.forgetAll(),
  })
  return {
    answer: (key, make) => (feed.isCurrent(OLDEST_MS) ? store.answer(key, make) : store.make(key, make)),
  }
}

class AnswerStore {
  readonly #kept: LRUCache<string, Kept>
  readonly #index = new ShownIndex()
  readonly #making = new Map<string, Promise<Kept>>()
  /** Goes up with every change: what was read before one must not be kept after it. */
  #changes = 0

  constructor(maxBytes: number) {
    this.#kept = new LRUCache({
      maxSize: maxBytes,
      sizeCalculation: ({ body, shown }, key) => body.length + key.length * 2 + (shown?.length ?? 0) * 100 + 300,
      dispose: ({ shown }, key) => this.#index.remove(key, shown ?? []),
    })
  }

  async answer(key: string, make: () => Promise<Made>): Promise<ReadyAnswer> {
    const kept = this.#kept.get(key)
    if (kept) return kept
    const underWay = this.#making.get(key)
    if (!underWay) return this.#makeForAll(key, make)
    // What fails, or is for another alone, says nothing to this one.
    const theirs = await underWay.catch(() => null)
    return theirs?.shown ? theirs : this.make(key, make)
  }

  async #makeForAll(key: string, make: () => Promise<Made>): Promise<Kept> {
    const made = this.make(key, make)
    this.#making.set(key, made)
    try {
      return await made
    } finally {
      if (this.#making.get(key) === made) this.#making.delete(key)
    }
  }

  async make(key: string, make: () => Promise<Made>): Promise<Kept> {
    const before = this.#changes
    const { answer, shown } = await make()
    const ready = { ...toReady(answer), shown }
    if (shown && before === this.#changes) {
      this.#kept.set(key, ready)
      if (this.#kept.has(key)) this.#index.add(key, shown)
    }
    return ready
  }

  forget(shown: Shown): void {
    this.#change()
    for (const key of this.#index.keysOf(shown)) this.#kept.delete(key)
  }

  forgetAll(): void {
    this.#change()
    this.#kept.clear()
  }

  #change(): void {
    this.#changes += 1
    // Who asks from now on must not be given what was read before.
    this.#making.clear()
  }
}

type Kept = ReadyAnswer & { shown: Shown | null }

const Change = z.union([z.object({ all: z.literal(true) }), z.object({ stock: z.array(z.string()) })])

/** Which keys show what. */
class ShownIndex {
  readonly #keys = new Map<string, Set<string>>()

  add(key: string, shown: Shown): void {
    for (const id of shown) this.#keys.set(id, (this.#keys.get(id) ?? new Set()).add(key))
  }

  remove(key: string, shown: Shown): void {
    for (const id of shown) {
      const showing = this.#keys.get(id)
      showing?.delete(key)
      if (showing?.size === 0) this.#keys.delete(id)
    }
  }

  keysOf(shown: Shown): Set<string> {
    return new Set(shown.flatMap((id) => [...(this.#keys.get(id) ?? [])]))
  }
}

function toReady(answer: unknown): ReadyAnswer {
  const body = Buffer.from(JSON.stringify(answer))
  return { body, etag: `"${hash('sha256', body, 'base64url').slice(0, 27)}"` }
}

/** Whether `If-None-Match` names this answer (RFC 9110 §13.1.2: the weak comparison). */
export function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false
  return ifNoneMatch.split(',').some((known) => ['*', etag, `W/${etag}`].includes(known.trim()))
}
