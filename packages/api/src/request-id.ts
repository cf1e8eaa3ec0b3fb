import { AsyncLocalStorage } from 'node:async_hooks'

/** The id of the request in hand, for refusals that come before there is a context to carry it. */
export const requestIds = new AsyncLocalStorage<string>()
