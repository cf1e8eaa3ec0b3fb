import {
  MAX_ATTACHMENTS,
  MAX_ATTACHMENT_BYTES,
  User,
  attachFile,
  attachmentTypes,
  checkFile,
  fileTooLarge,
  getTicketForUpdate,
  inTransaction,
  isStaff,
  notesAreForStaff,
} from '@desideliver/db'
import type { EntityManager } from '@mikro-orm/postgresql'
import { z } from 'zod'
import { oncePerKey } from '../once-per-key.ts'
import { type RawInput, rawInput } from '../raw-input.ts'
import { signedInProcedure } from '../trpc.ts'
import { type TicketContext, auditTicket } from './audit-ticket.ts'
import { TicketAttachmentDto, toTicketAttachmentDto } from './ticket-attachment.dto.ts'

const Input = z.strictObject({
  id: z.uuid(),
  fileName: z.string().min(1).max(500).meta({ description: 'What does not belong into a file name is left out' }),
  contentType: z.enum(attachmentTypes),
  content: rawInput('Send the bytes of a file'),
  internal: z.boolean().default(false).meta({ description: 'Among staff; the customer never learns of it' }),
})

interface Upload {
  /** Of the ticket. */
  id: string
  file: ReturnType<typeof checkFile>
}

export const attachToTicket = signedInProcedure
  .meta({
    scope: 'tickets:write',
    openapi: {
      method: 'POST',
      path: '/tickets/{id}/attachments',
      tags: ['tickets'],
      summary: 'Attach a file to a ticket',
      description:
        `A photo or a PDF, at most ${MAX_ATTACHMENT_BYTES / 1024 / 1024} MB each and ${MAX_ATTACHMENTS} a ticket, with ` +
        'the type its content has. A closed ticket takes none. Through tRPC, `content` is base64 and fits into 32 kB. ' +
        'With an `Idempotency-Key` header, a retry with the same key and file is answered like the first time. ' +
        'Sixty an hour, whether they are taken or not.',
      status: 201,
      rawBody: {
        contentTypes: attachmentTypes,
        field: 'content',
        typeField: 'contentType',
        limit: MAX_ATTACHMENT_BYTES,
      },
    },
  })
  .input(Input)
  .output(TicketAttachmentDto)
  .mutation(async ({ ctx, input: { id, content: raw, ...said } }) => {
    if (said.internal && !isStaff(ctx.user)) throw notesAreForStaff()
    // Also what is refused later, and retries: each is read whole into memory.
    await ctx.limits.consume('upload', ctx.user.id)
    // Before the transaction: a slow sender holds no lock.
    const file = checkFile({ ...said, content: await readBytes(raw) })
    // By its hash: another file under the same key is another request.
    const input = { id, ...said, sha256: file.sha256 }
    const request = { ctx, operation: 'tickets.attach' as const, input, readAnswer }
    return inTransaction(ctx.em, (em) => oncePerKey(em, request, () => attach(em, ctx, { id, file })))
  })

const readAnswer = (stored: unknown) => TicketAttachmentDto.parse(stored)

async function attach(em: EntityManager, ctx: TicketContext, { id, file }: Upload) {
  const ticket = await getTicketForUpdate(em, id, ctx.user)
  const by = await em.findOneOrFail(User, ctx.user.id)
  const now = ctx.now()
  const attachment = await attachFile(em, file, { ticket, by, now })
  const { fileName, contentType, size, internal } = attachment
  const after = { attachmentId: attachment.id, fileName, contentType, size, internal }
  if (isStaff(by)) auditTicket(em, ctx, { ticketId: ticket.id, action: 'attach', now, after })
  await em.flush()
  return toTicketAttachmentDto(attachment, by)
}

/** @throws DomainError BODY_TOO_LARGE; ZodError where text is not base64 */
async function readBytes(raw: RawInput): Promise<Buffer> {
  if (typeof raw === 'string')
    return Buffer.from(z.strictObject({ content: z.base64() }).parse({ content: raw }).content, 'base64')
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of raw) {
    length += chunk.length
    if (length > MAX_ATTACHMENT_BYTES) throw fileTooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
