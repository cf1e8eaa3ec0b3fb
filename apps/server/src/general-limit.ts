import { type Context, networkOf } from '@desideliver/api'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { readToken } from './context.ts'

/** Limits how often one client asks: by its token, or without one by the network it comes from. */
export function limitRequests(app: FastifyInstance, limits: Context['limits']): void {
  app.addHook('onRequest', async (request) => {
    if (!isLimited(request)) return
    const network = networkOf(request.ip)
    const token = readToken(request)
    if (token === null) return limits.admit('address', network)
    limits.admit('addressWithTokens', network)
    return limits.admit('token', token)
  })
}

/** By the route that was found: an address may spell `/api` as `/%61pi`. */
const isLimited = ({ routeOptions, url }: FastifyRequest): boolean =>
  /^\/(api|trpc)(?=[/?]|$)/.test(routeOptions.url ?? url)
