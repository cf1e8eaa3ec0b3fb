import type { FastifyRequest } from 'fastify'

/** What the log says of a request. Not its query: a link of a mail carries its token there. */
export const describeRequest = (request: FastifyRequest) => ({
  method: request.method,
  path: request.url.split('?', 1)[0],
  host: request.host,
  remoteAddress: request.ip,
})
