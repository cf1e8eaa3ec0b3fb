import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { z } from 'zod'

/** What a procedure whose REST twin is a file answers: a part of it, and where the next begins. */
export const FilePage = z.strictObject({
  fileName: z.string(),
  csv: z.string().meta({ description: 'Lines of the file, the first with the header' }),
  nextCursor: z.string().nullable().meta({ description: 'Of the lines that follow; null at the end of the file' }),
})

type Page = z.infer<typeof FilePage>
type Ask = (input: unknown) => Promise<unknown>

interface Sending {
  input: unknown
  reply: FastifyReply
}

/**
 * Sends the pages as one file, each asked for when the one before has left. What is refused before the first byte is an
 * error like any other; a later fault cuts the connection, so that half a file never passes for a whole one.
 */
export async function sendFile(ask: Ask, { input, reply }: Sending): Promise<FastifyReply> {
  const first = FilePage.parse(await ask(input))
  void reply.type('text/csv; charset=utf-8').header('content-disposition', disposition(first.fileName))
  if (first.nextCursor === null) return reply.send(first.csv)
  return reply.send(Readable.from(pages(first, { ask, input })))
}

async function* pages(first: Page, { ask, input }: { ask: Ask; input: unknown }): AsyncGenerator<string> {
  let page = first
  for (;;) {
    yield page.csv
    if (page.nextCursor === null) return
    page = FilePage.parse(await ask({ ...(input as object), cursor: page.nextCursor }))
  }
}

/** RFC 6266: a plain name for all, and the exact one for those who read it. */
export const disposition = (fileName: string): string => {
  const plain = fileName.replace(/[^\w.-]/g, '_')
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(fileName)}`
}
