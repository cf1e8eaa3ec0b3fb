import { getRemovableAttachment, getTicketForUpdate, inTransaction, isStaff } from '@desideliver/db'
import { z } from 'zod'
import { signedInProcedure } from '../trpc.ts'
import { auditTicket } from './audit-ticket.ts'
import { TicketAttachmentDto, toTicketAttachmentDto } from './ticket-attachment.dto.ts'

export const removeAttachment = signedInProcedure
  .meta({
    scope: 'tickets:write',
    openapi: {
      method: 'DELETE',
      path: '/tickets/{id}/attachments/{attachmentId}',
      tags: ['tickets'],
      summary: 'Remove a file from a ticket that is not closed',
      description: 'Customers remove what they attached themselves, staff any file.',
    },
  })
  .input(z.strictObject({ id: z.uuid(), attachmentId: z.uuid() }))
  .output(TicketAttachmentDto)
  .mutation(({ ctx, input: { id, attachmentId } }) =>
    inTransaction(ctx.em, async (em) => {
      const ticket = await getTicketForUpdate(em, id, ctx.user)
      const attachment = await getRemovableAttachment(em, { ticketId: id, attachmentId }, ctx.user)
      ticket.requireOpen()
      const removed = toTicketAttachmentDto(attachment, ctx.user)
      const now = ctx.now()
      if (!attachment.internal) ticket.updatedAt = now
      const { id: removedId, fileName, contentType, size, internal } = removed
      const before = { attachmentId: removedId, fileName, contentType, size, internal }
      if (isStaff(ctx.user))
        auditTicket(em, ctx, { ticketId: ticket.id, action: 'remove-attachment', now, before, after: {} })
      em.remove(attachment)
      await em.flush()
      return removed
    }),
  )
