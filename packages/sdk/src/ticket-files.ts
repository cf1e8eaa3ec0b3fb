import { ApiError, networkError, readErrorBody } from './errors.ts'
import type { LinkOptions } from './live-link.ts'
import type { TicketAttachment } from './router.ts'

export interface AttachOptions {
  /** The name of a `File` unless told otherwise. */
  fileName?: string | undefined
  /** For staff: the customer never learns of it. */
  internal?: boolean | undefined
  /** Instead of one of the client's own, under which it tries again without attaching the file twice. */
  idempotencyKey?: string | undefined
  signal?: AbortSignal | undefined
}

/** A file of a ticket as the server sends it; nothing of it is kept in memory before you read it. */
export interface AttachmentDownload {
  fileName: string
  /** Such as `image/png`. */
  contentType: string
  body: ReadableStream<Uint8Array>
}

/** Files of tickets, which do not fit into tRPC's small bodies. */
export interface TicketFiles {
  /**
   * Attaches a photo or a PDF to a ticket that is not closed: at most 5 files of 5 MB. The blob's `type` must be what the
   * content is: PNG, JPEG, GIF, WebP, HEIC or PDF. It is sent again where no answer came, and attached once.
   * @throws ApiError TICKET_NOT_FOUND, TICKET_CLOSED, TOO_MANY_ATTACHMENTS, BODY_TOO_LARGE, FILE_EMPTY,
   *   FILE_TYPE_MISMATCH, UNSUPPORTED_MEDIA_TYPE, TOO_MANY_REQUESTS
   *
   * @example
   * input.onchange = () => client.attachToTicket(ticket.id, input.files[0])
   */
  attachToTicket: (ticketId: string, file: Blob, options?: AttachOptions) => Promise<TicketAttachment>
  /**
   * A file of one of your tickets; staff have all.
   * @throws ApiError ATTACHMENT_NOT_FOUND
   *
   * @example
   * const { fileName, body } = await client.downloadAttachment(ticket.id, ticket.attachments[0].id)
   * await pipeline(body, createWriteStream(fileName))
   */
  downloadAttachment: (
    ticketId: string,
    attachmentId: string,
    options?: { signal?: AbortSignal | undefined },
  ) => Promise<AttachmentDownload>
}

export const createTicketFiles = (link: LinkOptions): TicketFiles => ({
  async attachToTicket(ticketId, file, options = {}) {
    const { fileName = nameOf(file), internal = false, signal } = options
    const key = options.idempotencyKey ?? globalThis.crypto.randomUUID()
    const query = new URLSearchParams({ fileName, internal: String(internal) }).toString()
    const answer = await ask(link, `/tickets/${encodeURIComponent(ticketId)}/attachments?${query}`, {
      method: 'POST',
      headers: { 'content-type': file.type, 'idempotency-key': key },
      body: file,
      ...(signal && { signal }),
    })
    const { createdAt, ...attachment } = (await answer.json()) as TicketAttachment
    return { ...attachment, createdAt: new Date(createdAt) }
  },
  async downloadAttachment(ticketId, attachmentId, { signal } = {}) {
    const path = `/tickets/${encodeURIComponent(ticketId)}/attachments/${encodeURIComponent(attachmentId)}`
    const { headers, body } = await ask(link, path, signal ? { signal } : {})
    const name = /filename\*=UTF-8''([^;]+)/.exec(headers.get('content-disposition') ?? '')?.[1]
    return {
      fileName: name ? decodeURIComponent(name) : 'file',
      contentType: headers.get('content-type') ?? 'application/octet-stream',
      body: body ?? new ReadableStream(),
    }
  },
})

const nameOf = (file: Blob): string => ('name' in file && typeof file.name === 'string' ? file.name : 'file')

async function ask(
  { url, fetch, headers }: LinkOptions,
  path: string,
  { headers: more, ...request }: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> },
): Promise<Response> {
  const own = { ...(await headers()), ...more }
  const answer = await fetch(`${url}/api${path}`, { ...request, headers: own }).catch((error: unknown) => {
    throw networkError(error)
  })
  if (answer.ok) return answer
  const { status } = answer
  const unreadable = new ApiError(`The server answered ${status}.`, { code: 'UNREADABLE_ANSWER', status })
  throw readErrorBody(await answer.json().catch(() => undefined), status) ?? unreadable
}
