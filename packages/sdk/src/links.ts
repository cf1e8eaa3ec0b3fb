import type { IdempotentOperation } from '@desideliver/api/idempotent-operations'
import { type TRPCLink, httpBatchLink, httpLink, splitLink } from '@trpc/client'
import { observable } from '@trpc/server/observable'
import superjson from 'superjson'
import { toApiError } from './errors.ts'
import { type LinkOptions, createLiveLinks } from './live-link.ts'
import type { AppRouter } from './router.ts'

type RequestInitEsque = NonNullable<Parameters<NonNullable<Parameters<typeof httpLink>[0]['fetch']>>[1]>

/**
 * Reads travel together, writes alone: an idempotency key belongs to one call. Subscriptions stay open.
 * @param streamFetch for subscriptions, which no time limit ends
 */
export function createLinks(options: LinkOptions, streamFetch: typeof globalThis.fetch): TRPCLink<AppRouter>[] {
  const { url, fetch, headers } = options
  const common = {
    url: `${url}/trpc`,
    transformer: superjson,
    fetch: (input: Parameters<typeof globalThis.fetch>[0], { signal, ...init }: RequestInitEsque = {}) =>
      fetch(input, { ...init, ...(signal && { signal }) }),
  } as const
  return [
    errorLink,
    keyLink,
    splitLink({
      condition: ({ type }) => type === 'subscription',
      true: createLiveLinks({ ...options, fetch: streamFetch }),
      false: splitLink({
        condition: ({ type }) => type === 'mutation',
        true: httpLink({
          ...common,
          headers: async ({ op }) => ({ ...(await headers()), ...keyHeader(op.context.idempotencyKey) }),
        }),
        false: httpBatchLink({ ...common, headers, maxItems: 10, maxURLLength: 8_000 }),
      }),
    }),
  ]
}

const keyHeader = (key: unknown): Record<string, string> => (typeof key === 'string' ? { 'idempotency-key': key } : {})

/** Procedures that the server does once for each key: all of them, or this does not compile. */
const idempotent: Record<IdempotentOperation, true> = {
  'cart.add': true,
  'cart.addMany': true,
  'orders.create': true,
  'orders.reorder': true,
  'products.adjustStock': true,
  'tickets.attach': true,
  'tickets.claim': true,
  'tickets.comment': true,
  'tickets.create': true,
}

/** Gives such a call its key, unless the caller chose one, before anything repeats it. */
const keyLink: TRPCLink<AppRouter> =
  () =>
  ({ op, next }) =>
    next(
      Object.hasOwn(idempotent, op.path)
        ? { ...op, context: { idempotencyKey: globalThis.crypto.randomUUID(), ...op.context } }
        : op,
    )

const errorLink: TRPCLink<AppRouter> =
  () =>
  ({ op, next }) =>
    observable((observer) =>
      next(op).subscribe({
        next: (value) => observer.next(value),
        error: (error) => observer.error(toApiError(error)),
        complete: () => observer.complete(),
      }),
    )
