import type { DesiDeliverClient, Ticket } from '@desideliver/sdk'
import { type Command, Option } from 'commander'
import { usageError } from '../../cli-error.ts'
import { connect } from '../../connect.ts'
import { note, noteDone, printJson } from '../../output.ts'
import { confirmOrStop } from '../../prompts.ts'
import { readText } from '../../read-text.ts'
import { getTicket } from './get-ticket.ts'
import { getReply } from './replies/get-reply.ts'

interface Options {
  internal?: boolean
  reply?: string
  yes?: boolean
}

interface Comment extends Options {
  numberOrId: string
  text: string | undefined
}

export function addCommentOnTicket(tickets: Command): void {
  const command = tickets
    .command('comment')
    .description('write to the customer of a ticket, or a note among staff')
    .argument('<ticket>', 'ticket number or id')
    .argument('[text]', 'what to say, at most 2,000 characters; - reads stdin')
    .option('-i, --internal', 'a note among staff: the customer never learns of it')
    .addOption(
      new Option('-r, --reply <reply>', 'title or id of a canned reply in place of a text').conflicts('internal'),
    )
    .option('-y, --yes', 'send a canned reply without asking whether its text fits')
    .addHelpText(
      'after',
      `
Examples:
  desi tickets comment TKT20260309007 "Two cases come with tomorrow's truck."
  desi tickets comment TKT20260309007 "Third time this month" --internal
  desi tickets comment TKT20260309007 --reply "On its way"
  desi tickets comment TKT20260309007 - < answer.txt`,
    )
  command.action((numberOrId: string, text: string | undefined, options: Options) =>
    commentOnTicket(command, { numberOrId, text, ...options }),
  )
}

async function commentOnTicket(command: Command, { numberOrId, text, reply, ...options }: Comment): Promise<void> {
  const { internal = false, yes } = options
  if ((text === undefined) === (reply === undefined))
    throw usageError('Give a text or --reply, one of them.', 'See: desi tickets comment --help')
  const { client, json } = await connect(command)
  const ticket = await getTicket(client, numberOrId)
  const comment = reply === undefined ? await readText(text ?? '') : await fillReply(client, ticket, { reply, yes })
  const written = await client.api.tickets.comment.mutate({ id: ticket.id, comment, internal })
  if (json) printJson(written)
  else noteDone(internal ? `Noted on ${ticket.ticketNumber}.` : `Written to ${ticket.customer.name}.`)
}

interface Choice {
  reply: string
  yes: boolean | undefined
}

/** What goes out is looked over by a person first. */
async function fillReply(client: DesiDeliverClient, ticket: Ticket, { reply, yes }: Choice): Promise<string> {
  const { id: replyId } = await getReply(client, reply)
  const { text } = await client.api.cannedReplies.fill.query({ id: ticket.id, replyId })
  note(text)
  await confirmOrStop(`Send this to ${ticket.customer.name}?`, yes)
  return text
}
