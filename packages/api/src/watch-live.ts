import { DomainError, LIVE_CHANGES_KEPT_DAYS, type LiveEvent, type LiveView, readLiveChanges } from '@desideliver/db'
import { type TrackedEnvelope, tracked } from '@trpc/server'
import { z } from 'zod'
import type { Context } from './context.ts'
import { findRefusal, toTrpcError } from './error-body.ts'
import type { Follower } from './live-hub.ts'
import { unauthenticated } from './trpc.ts'

/** What every subscription takes. tRPC fills in the id of the last event a client saw when it comes back. */
export const liveInput = {
  lastEventId: z
    .string()
    .regex(/^\d{1,18}-\d{1,15}$/, { error: 'is no id of an event: leave it out to start anew' })
    .optional()
    .meta({ description: 'Id of the last event seen: what happened since comes first' }),
}

/** What is told beside the changes themselves. */
export interface LiveSign {
  /**
   * `ready`: all that was missed has been told, and what comes now is new.
   * `reset`: more was missed than is told one by one: read everything anew.
   */
  type: 'ready' | 'reset'
}

/** What a subscription answers with: types hold its content, which is ours. */
export const liveOutput = <Change>() =>
  z.custom<AsyncIterable<TrackedEnvelope<Change | LiveSign>>>(
    (value) => typeof value === 'object' && value !== null && Symbol.asyncIterator in value,
  )

interface Watch<Change> {
  ctx: Pick<Context, 'em' | 'live' | 'now' | 'signedInNow'> & { user: { id: string } }
  view: LiveView
  lastEventId: string | undefined
  /** Of the connection; over HTTP there always is one. */
  signal: AbortSignal | undefined
  toChange: (event: LiveEvent) => Change
}

/**
 * Tells every change of a view, each at least once: after a lost connection perhaps again, never not at all.
 * @throws DomainError TOO_MANY_SUBSCRIPTIONS; later, inside the stream, UNAUTHENTICATED as soon as the one who watches
 *   is signed out, and STOPPING where the server stops
 */
export function watchLive<Change>(watch: Watch<Change>): AsyncGenerator<TrackedEnvelope<Change | LiveSign>> {
  const { ctx, view, signal = new AbortController().signal } = watch
  // Here, not inside the stream: a refusal then goes the way of all others, and ends the watching.
  const follower = ctx.live.follow(ctx.user.id, view)
  signal.addEventListener('abort', () => follower[Symbol.dispose](), { once: true })
  // One that has gone off already tells nobody again, and a stream that nobody reads never comes to its end.
  if (signal.aborted) follower[Symbol.dispose]()
  return tell(watch, follower)
}

async function* tell<Change>(
  watch: Watch<Change>,
  follower: Follower,
): AsyncGenerator<TrackedEnvelope<Change | LiveSign>> {
  try {
    yield* followView(watch, follower)
  } catch (error) {
    // After the first event no middleware sees what is thrown.
    const refusal = findRefusal(error)
    throw refusal ? toTrpcError(refusal) : error
  } finally {
    follower[Symbol.dispose]()
  }
}

async function* followView<Change>({ ctx, view, lastEventId, signal, toChange }: Watch<Change>, follower: Follower) {
  const start = startOf(lastEventId, ctx.now())
  let position = start.position
  let seen: LiveEvent[] = []
  let sign: LiveSign['type'] | null = start.tooOld ? 'reset' : 'ready'
  while (await follower.next()) {
    if (!(await ctx.signedInNow())) throw unauthenticated()
    const read = await readLiveChanges(ctx.em.fork(), view, { position, seen: seen.map(({ id }) => id) })
    const changes = read.tooMany ? [] : read.events
    if (read.tooMany) sign = 'reset'
    const before = eventId(position ?? read.position, ctx.now())
    const after = eventId(read.position, ctx.now())
    // Only the last id says that all has been seen: who is cut off before it is told again.
    for (const [index, event] of changes.entries())
      yield tracked(sign === null && index === changes.length - 1 ? after : before, toChange(event))
    if (sign !== null) yield tracked(after, { type: sign })
    sign = null
    position = read.position
    const oldest = BigInt(position)
    seen = [...seen, ...read.events].filter(({ transactionId }) => BigInt(transactionId) >= oldest)
  }
  if (!signal?.aborted) throw stopping()
}

const eventId = (position: string, now: Date): string => `${position}-${Math.floor(now.getTime() / 1_000)}`

const DAY_SECONDS = 24 * 60 * 60

function startOf(lastEventId: string | undefined, now: Date): { position: string | null; tooOld: boolean } {
  const [position = null, seconds = '0'] = lastEventId?.split('-') ?? []
  const ageDays = (now.getTime() / 1_000 - Number(seconds)) / DAY_SECONDS
  const tooOld = position !== null && ageDays >= LIVE_CHANGES_KEPT_DAYS
  return { position: tooOld ? null : position, tooOld }
}

const stopping = (): DomainError =>
  new DomainError('unavailable', 'STOPPING', 'This server is stopping: connect again.')
