import { type Actor, type TicketAttachment, attachmentTypes } from '@desideliver/db'
import { z } from 'zod'
import { moment } from '../fields.ts'
import { nameFor } from '../name-for.ts'

export const TicketAttachmentDto = z
  .strictObject({
    id: z.uuid(),
    fileName: z.string(),
    contentType: z.enum(attachmentTypes).meta({ description: 'By its content' }),
    size: z.int().meta({ description: 'In bytes' }),
    uploadedBy: z.string().meta({ description: 'Name of the person; for customers, staff are DesiDeliver' }),
    isStaff: z.boolean(),
    internal: z.boolean().meta({ description: 'Among staff; customers get none of them' }),
    createdAt: moment,
  })
  .meta({ id: 'TicketAttachment' })

/** @param attachment with who uploaded it */
export function toTicketAttachmentDto(attachment: TicketAttachment, actor: Actor): z.infer<typeof TicketAttachmentDto> {
  const { id, fileName, contentType, size, uploadedBy, staff, internal, createdAt } = attachment
  return {
    id,
    fileName,
    contentType,
    size,
    uploadedBy: nameFor(actor, uploadedBy),
    isStaff: staff,
    internal,
    createdAt,
  }
}
