import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { isKnown } from './answer-cache.ts'
import { disposition } from './rest-file.ts'

/** What a procedure whose REST twin is a file of bytes answers. */
export const FileBytes = z.strictObject({
  fileName: z.string(),
  contentType: z.string(),
  sha256: z.string().meta({ description: 'Of the content, in hexadecimal' }),
  content: z.base64().meta({ description: 'In base64' }),
})

/** Sends the file as nothing but a download: no browser shows it here, or takes it for something else. */
export function sendBytes(answer: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { fileName, contentType, sha256, content } = FileBytes.parse(answer)
  const etag = `"${sha256}"`
  void reply
    .header('etag', etag)
    .header('cache-control', 'private, no-cache')
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; sandbox")
  if (isKnown(request.headers['if-none-match'], etag)) return reply.status(304).send()
  return reply
    .type(contentType)
    .header('content-disposition', disposition(fileName))
    .send(Buffer.from(content, 'base64'))
}
