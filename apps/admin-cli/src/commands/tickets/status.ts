import type { Ticket } from '@desideliver/sdk'
import { Argument, type Command } from 'commander'
import { connect } from '../../connect.ts'
import { formatWord } from '../../format.ts'
import { note, noteDone, printJson } from '../../output.ts'
import { confirmOrStop } from '../../prompts.ts'
import { getTicket } from './get-ticket.ts'
import { statuses } from './ticket-table.ts'

interface Options {
  reason?: string
  yes?: boolean
}

interface Change extends Options {
  numberOrId: string
  status: Ticket['status']
}

export function addChangeTicketStatus(tickets: Command): void {
  const command = tickets
    .command('status')
    .description('move a ticket along, or close it')
    .argument('<ticket>', 'ticket number or id')
    .addArgument(new Argument('<status>', 'what it becomes').choices(statuses))
    .option('--reason <text>', 'kept in its history, where the customer reads it')
    .option('-y, --yes', 'do not ask before closing')
    .addHelpText(
      'after',
      `
Examples:
  desi tickets status TKT20260309007 in_progress
  desi tickets status TKT20260309007 resolved --reason "Delivered this morning"`,
    )
  command.action((numberOrId: string, status: Ticket['status'], options: Options) =>
    changeTicketStatus(command, { numberOrId, status, ...options }),
  )
}

async function changeTicketStatus(command: Command, { numberOrId, status, reason, yes }: Change): Promise<void> {
  const { client, json } = await connect(command)
  const ticket = await getTicket(client, numberOrId)
  // Where it cannot be closed anyway, the server says so: no need to ask.
  if (status === 'closed' && ticket.nextStatuses.includes('closed'))
    await confirmOrStop(`Close ${ticket.ticketNumber} of ${ticket.customer.name}? This cannot be undone.`, yes)
  const changed = await client.api.tickets.changeStatus.mutate({ id: ticket.id, status, reason })
  if (json) return printJson(changed)
  noteDone(`${changed.ticketNumber} was ${formatWord(ticket.status)} and is now ${formatWord(changed.status)}.`)
  const next = changed.nextStatuses.map(formatWord).join(' or ')
  note(next ? `It may become ${next}.` : 'That is its end.')
}
