import type { Command } from 'commander'
import { addCreateReply } from './create.ts'
import { addDeleteReply } from './delete.ts'
import { addListReplies } from './list.ts'
import { addShowReply } from './show.ts'
import { addUpdateReply } from './update.ts'

/** The one noun below another: canned replies are of no use without tickets. */
export function addReplies(tickets: Command): void {
  const replies = tickets.command('replies').description('keep texts that are written again and again')
  replies.helpCommand(false)
  for (const add of [addListReplies, addShowReply, addCreateReply, addUpdateReply, addDeleteReply]) add(replies)
}
