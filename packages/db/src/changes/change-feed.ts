import { Client } from 'pg'

/** Where triggers tell of products and categories: `{"all":true}`, or `{"stock":[ids]}` where no more than that changed. */
export const CATALOGUE_CHANNEL = 'catalogue_changes'

/** Tells what other transactions, of this process and all others, have committed: PostgreSQL's LISTEN. */
export interface ChangeFeed {
  /** @returns what ends it */
  subscribe: (channel: string, subscriber: Subscriber) => () => void
  /**
   * Whether everything committed until `milliseconds` ago has been told. Notifications and answers come in one line,
   * so an answered heartbeat proves that no older notification is on its way.
   */
  isCurrent: (milliseconds: number) => boolean
  /** Resolves when all that is committed now has been told, or at once while the database is away. */
  catchUp: () => Promise<void>
  close: () => Promise<void>
}

export interface Subscriber {
  /** Told in the order of the commits, at once after each. */
  onChange: (payload: string) => void
  /** The connection was lost and is back: what happened meanwhile is not told, so forget what you know. */
  onMissed: () => void
}

export interface ChangeFeedOptions {
  /** `postgresql://…`; it takes one connection of its own, for as long as it is open. */
  url: string
  /** Told of each lost connection; the feed goes on by itself. */
  onError: (error: Error) => void
}

/** A dead connection is noticed within a second, and a cache that asks `isCurrent` knows it before. */
const HEARTBEAT_MS = 300
const SILENCE_MS = 1_000

/** Opens a feed; while the database is away, it keeps trying. */
export function openChangeFeed(options: ChangeFeedOptions): ChangeFeed {
  return new PostgresFeed(options)
}

class PostgresFeed implements ChangeFeed {
  readonly #options: ChangeFeedOptions
  readonly #subscribers = new Map<string, Set<Subscriber>>()
  #client: Client | null = null
  #timer: NodeJS.Timeout | undefined
  #heardAt = Number.NEGATIVE_INFINITY
  #attempts = 0
  #closed = false
  /** Resolves when the last question is answered. */
  #line: Promise<void> = Promise.resolve()
  /** The round trip under way, and the one that waits for it. */
  #running: Promise<void> = Promise.resolve()
  #round: Promise<void> | null = null

  constructor(options: ChangeFeedOptions) {
    this.#options = options
    void this.#connect()
  }

  isCurrent(milliseconds: number): boolean {
    return performance.now() - this.#heardAt <= milliseconds
  }

  subscribe(channel: string, subscriber: Subscriber): () => void {
    const subscribers = this.#subscribers.get(channel) ?? new Set()
    this.#subscribers.set(channel, subscribers.add(subscriber))
    if (subscribers.size === 1 && this.#client) void this.#listen(this.#client, channel)
    return () => subscribers.delete(subscriber)
  }

  async catchUp(): Promise<void> {
    const client = this.#client
    // Whoever asks while a round is under way may have committed after it began: the next round is theirs.
    if (client) await (this.#round ??= this.#nextRound(client))
  }

  async #nextRound(client: Client): Promise<void> {
    await this.#running
    this.#round = null
    this.#running = this.#ask(client, 'select 1').catch(() => undefined)
    await this.#running
  }

  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#timer)
    const client = this.#client
    this.#client = null
    await client?.end()
  }

  async #connect(): Promise<void> {
    const client = new Client({
      connectionString: this.#options.url,
      application_name: 'desideliver-feed',
      connectionTimeoutMillis: 5_000,
      query_timeout: SILENCE_MS,
      keepAlive: true,
    })
    let lost = false
    const lose = (error: Error): void => {
      if (lost) return
      lost = true
      this.#lose(client, error)
    }
    client.on('error', lose)
    client.on('end', () => lose(new Error('The connection that listens for changes has ended.')))
    client.on('notification', ({ channel, payload = '' }) => this.#tell(channel, payload))
    try {
      await client.connect()
      for (const channel of this.#subscribers.keys()) await this.#listen(client, channel)
    } catch (error) {
      return lose(error instanceof Error ? error : new Error(String(error)))
    }
    if (this.#closed) return void client.end()
    this.#client = client
    this.#attempts = 0
    // Who subscribed while this one connected is listened for here, or was above: never not at all.
    for (const channel of this.#subscribers.keys()) void this.#listen(client, channel)
    for (const subscribers of this.#subscribers.values()) for (const { onMissed } of subscribers) onMissed()
    await this.#beat(client, lose)
  }

  async #listen(client: Client, channel: string): Promise<void> {
    await this.#ask(client, `listen ${client.escapeIdentifier(channel)}`).catch(() => undefined)
  }

  /** One question after the other: the driver will no longer line them up itself. */
  #ask(client: Client, question: string): Promise<void> {
    const answered = this.#line.then(async () => void (await client.query(question)))
    this.#line = answered.catch(() => undefined)
    return answered
  }

  /** One beat after the other; each that is answered moves the moment until which all is known. */
  async #beat(client: Client, lose: (error: Error) => void): Promise<void> {
    const asked = performance.now()
    try {
      await this.#ask(client, 'select 1')
      this.#heardAt = asked
    } catch (error) {
      return lose(error instanceof Error ? error : new Error(String(error)))
    }
    if (!this.#closed) this.#timer = setTimeout(() => void this.#beat(client, lose), HEARTBEAT_MS)
  }

  #lose(client: Client, error: Error): void {
    if (this.#client === client) this.#client = null
    clearTimeout(this.#timer)
    // A client whose server has gone silent would wait for its farewell.
    client.connection.stream.destroy()
    if (this.#closed) return
    this.#options.onError(error)
    this.#timer = setTimeout(() => void this.#connect(), retryDelay(this.#attempts++))
  }

  #tell(channel: string, payload: string): void {
    for (const { onChange } of this.#subscribers.get(channel) ?? []) onChange(payload)
  }
}

const LONGEST_DELAY_MS = 5_000

/** Many processes that lost one database do not come back in one moment. */
const retryDelay = (attempt: number): number =>
  Math.min(LONGEST_DELAY_MS, 50 * 2 ** Math.min(attempt, 10)) * (0.5 + Math.random() / 2)
