import type { TRPCRouterRecord } from '@trpc/server'
import { createCannedReply } from './create-canned-reply.ts'
import { deleteCannedReply } from './delete-canned-reply.ts'
import { fillCannedReply } from './fill-canned-reply.ts'
import { listCannedReplies } from './list-canned-replies.ts'
import { updateCannedReply } from './update-canned-reply.ts'

export const cannedRepliesRouter = {
  list: listCannedReplies,
  fill: fillCannedReply,
  create: createCannedReply,
  update: updateCannedReply,
  delete: deleteCannedReply,
} satisfies TRPCRouterRecord
