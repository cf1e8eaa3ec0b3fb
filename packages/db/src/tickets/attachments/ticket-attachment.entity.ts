import { defineEntity, p } from '@mikro-orm/core'
import { User } from '../../accounts/user.entity.ts'
import { newId } from '../../ids.ts'
import { Ticket } from '../ticket.entity.ts'
import { type AttachmentType, MAX_ATTACHMENT_BYTES } from './attachment-types.ts'

const TicketAttachmentSchema = defineEntity({
  name: 'TicketAttachment',
  tableName: 'ticket_attachments',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    ticket: () => p.manyToOne(Ticket).index('ticket_attachments_ticket_id_index'),
    uploadedBy: () => p.manyToOne(User),
    /** Whether who uploaded it was of the house then. */
    staff: p.boolean(),
    /** Among staff, of which the customer never learns. */
    internal: p.boolean(),
    /** As `cleanFileName` leaves it. */
    fileName: p.text(),
    /** By its content. */
    contentType: p.text().$type<AttachmentType>(),
    /** In bytes. */
    size: p.integer(),
    /** Of the content, in hexadecimal. */
    sha256: p.text(),
    /** Read only where it is asked for: lists stay light. */
    content: p.blob().lazy(),
    createdAt: p.datetime(),
  },
  checks: [
    {
      name: 'ticket_attachments_size_check',
      expression: `size >= 1 and size <= ${MAX_ATTACHMENT_BYTES} and octet_length(content) = size`,
    },
    { name: 'ticket_attachments_internal_check', expression: 'staff or not internal' },
  ],
})

/** A file that belongs to a ticket. */
export class TicketAttachment extends TicketAttachmentSchema.class {}
TicketAttachmentSchema.setClass(TicketAttachment)
