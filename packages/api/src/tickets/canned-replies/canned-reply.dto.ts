import { type CannedReply, placeholders } from '@desideliver/db'
import { z } from 'zod'
import { line, moment, paragraph } from '../../fields.ts'

export const title = line(100)
export const body = paragraph(2_000).meta({ description: `May have ${placeholders.join(', ')}`, maxLength: 2_000 })

export const CannedReplyDto = z
  .strictObject({
    id: z.uuid(),
    title: z.string(),
    body: z.string(),
    version: z.int(),
    createdAt: moment,
    updatedAt: moment,
  })
  .meta({ id: 'CannedReply' })

export const toCannedReplyDto = (reply: CannedReply): z.infer<typeof CannedReplyDto> => ({
  id: reply.id,
  title: reply.title,
  body: reply.body,
  version: reply.version,
  createdAt: reply.createdAt,
  updatedAt: reply.updatedAt,
})
