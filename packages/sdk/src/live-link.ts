import { type TRPCLink, httpSubscriptionLink, retryLink } from '@trpc/client'
import { observable } from '@trpc/server/observable'
import { EventSource } from 'eventsource'
import superjson from 'superjson'
import { type ApiError, isApiError, readErrorBody, toApiError } from './errors.ts'
import { isPassing } from './fetch.ts'
import type { AppRouter } from './router.ts'

export interface LinkOptions {
  url: string
  fetch: typeof globalThis.fetch
  /** Headers of every request, such as the one that says who asks. */
  headers: () => Promise<Record<string, string>>
}

/** Where the link that opens the stream leaves the server's refusal: an `EventSource` tells only its status. */
interface Refused {
  error?: ApiError
}

/**
 * Links of subscriptions: server-sent events that come back by themselves, after the last event seen.
 * What cannot pass, such as UNAUTHENTICATED, ends them with an `ApiError`.
 */
export const createLiveLinks = ({ url, fetch, headers }: LinkOptions): TRPCLink<AppRouter>[] => [
  retryLink<AppRouter>({
    retry: ({ error }) => isApiError(error) && (error.status === 0 || isPassing(error.status)),
    retryDelayMs: (attempt) => Math.min(30_000, 250 * 2 ** Math.min(attempt, 10)) * (0.5 + Math.random() / 2),
  }),
  refusalLink,
  httpSubscriptionLink({
    url: `${url}/trpc`,
    transformer: superjson,
    EventSource,
    eventSourceOptions: ({ op }) => ({
      async fetch(target, init) {
        const answer = await fetch(target, { ...init, headers: { ...init.headers, ...(await headers()) } })
        if (!answer.ok) rememberRefusal(op.context.refused as Refused, answer.status, await readJson(answer.clone()))
        return answer
      },
    }),
  }),
]

/** What a proxy answers may be no JSON. */
const readJson = (answer: Response): Promise<unknown> => answer.json().catch(() => ({}))

/** A refusal by tRPC has its own envelope around the error shape; one that came before has none. */
function rememberRefusal(refused: Refused, status: number, body: unknown): void {
  const { error: envelope } = body as { error?: { json?: { message: string; data: object } } }
  const error = readErrorBody(envelope?.json ? { ...envelope.json.data, message: envelope.json.message } : body, status)
  if (error) refused.error = error
}

const refusalLink: TRPCLink<AppRouter> =
  () =>
  ({ op, next }) =>
    observable((observer) => {
      const refused: Refused = {}
      return next({ ...op, context: { ...op.context, refused } }).subscribe({
        next: (value) => observer.next(value),
        error: (error) => observer.error(refused.error ?? toApiError(error)),
        complete: () => observer.complete(),
      })
    })
