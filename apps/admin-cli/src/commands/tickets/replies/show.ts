import type { Command } from 'commander'
import { connect } from '../../../connect.ts'
import { formatMoment } from '../../../format.ts'
import { printFields, printJson, printText } from '../../../output.ts'
import { getTicket } from '../get-ticket.ts'
import { getReply } from './get-reply.ts'

interface Options {
  ticket?: string
}

export function addShowReply(replies: Command): void {
  replies
    .command('show')
    .description('show a canned reply, or what it says to one ticket')
    .argument('<reply>', 'title or id')
    .option('--ticket <ticket>', 'filled in for this ticket: number or id')
    .addHelpText(
      'after',
      `
Examples:
  desi tickets replies show "On its way"
  desi tickets replies show "On its way" --ticket TKT20260309007 > answer.txt   to change it before it is sent`,
    )
    .action(showReply)
}

async function showReply(titleOrId: string, { ticket: asked }: Options, command: Command): Promise<void> {
  const { client, json } = await connect(command)
  const reply = await getReply(client, titleOrId)
  if (asked !== undefined) {
    const { id } = await getTicket(client, asked)
    const filled = await client.api.cannedReplies.fill.query({ id, replyId: reply.id })
    return json ? printJson(filled) : printText(filled.text)
  }
  if (json) return printJson(reply)
  const { title, body, version, updatedAt, id } = reply
  printFields({ Title: title, Text: body, Version: version, Changed: formatMoment(updatedAt), Id: id })
}
