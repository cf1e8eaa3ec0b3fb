import { attachmentTypes, getAttachment } from '@desideliver/db'
import { z } from 'zod'
import { FileBytes } from '../rest-bytes.ts'
import { signedInProcedure } from '../trpc.ts'

export const downloadAttachment = signedInProcedure
  .meta({
    scope: 'tickets:read',
    openapi: {
      method: 'GET',
      path: '/tickets/{id}/attachments/{attachmentId}',
      tags: ['tickets'],
      summary: 'Download a file of a ticket',
      description:
        'Customers of their own tickets, staff of all. With `If-None-Match`, what is known is not sent again.',
      bytesAnswer: { contentTypes: attachmentTypes },
    },
  })
  .input(z.strictObject({ id: z.uuid(), attachmentId: z.uuid() }))
  .output(FileBytes)
  .query(async ({ ctx, input: { id, attachmentId } }) => {
    const attachment = await getAttachment(ctx.em, { ticketId: id, attachmentId }, ctx.user)
    const { fileName, contentType, sha256, content } = attachment
    return { fileName, contentType, sha256, content: Buffer.from(content ?? []).toString('base64') }
  })
