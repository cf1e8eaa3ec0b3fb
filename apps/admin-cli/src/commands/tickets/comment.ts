import type { Command } from 'commander'
import { connect } from '../../connect.ts'
import { noteDone, printJson } from '../../output.ts'
import { getTicket } from './get-ticket.ts'

interface Options {
  internal?: boolean
}

export function addCommentOnTicket(tickets: Command): void {
  const command = tickets
    .command('comment')
    .description('write to the customer of a ticket, or a note among staff')
    .argument('<ticket>', 'ticket number or id')
    .argument('<text>', 'what to say, at most 2,000 characters')
    .option('-i, --internal', 'a note among staff: the customer never learns of it')
    .addHelpText(
      'after',
      `
Examples:
  desi tickets comment TKT20260309007 "Two cases come with tomorrow's truck."
  desi tickets comment TKT20260309007 "Third time this month" --internal`,
    )
  command.action((numberOrId: string, text: string, options: Options) =>
    commentOnTicket(command, { numberOrId, text, ...options }),
  )
}

async function commentOnTicket(
  command: Command,
  { numberOrId, text, internal = false }: Options & { numberOrId: string; text: string },
): Promise<void> {
  const { client, json } = await connect(command)
  const ticket = await getTicket(client, numberOrId)
  const written = await client.api.tickets.comment.mutate({ id: ticket.id, comment: text, internal })
  if (json) printJson(written)
  else noteDone(internal ? `Noted on ${ticket.ticketNumber}.` : `Written to ${ticket.customer.name}.`)
}
