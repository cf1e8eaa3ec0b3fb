import type { Ticket } from '@desideliver/sdk'
import { Argument, type Command } from 'commander'
import { connect } from '../../connect.ts'
import { noteDone, printJson } from '../../output.ts'
import { getTicket } from './get-ticket.ts'
import { formatDue, priorities } from './ticket-table.ts'

interface Options {
  reason?: string
}

interface Change extends Options {
  numberOrId: string
  priority: Ticket['priority']
}

export function addChangeTicketPriority(tickets: Command): void {
  const command = tickets
    .command('priority')
    .description('change the priority of a ticket, and with it when it is due')
    .argument('<ticket>', 'ticket number or id')
    .addArgument(new Argument('<priority>', 'what it becomes').choices(priorities))
    .option('--reason <text>', 'kept in its history, where the customer reads it')
    .addHelpText('after', '\nExamples:\n  desi tickets priority TKT20260309007 urgent --reason "The event is tonight"')
  command.action((numberOrId: string, priority: Ticket['priority'], options: Options) =>
    changeTicketPriority(command, { numberOrId, priority, ...options }),
  )
}

async function changeTicketPriority(command: Command, { numberOrId, priority, reason }: Change): Promise<void> {
  const { client, json } = await connect(command)
  const { id } = await getTicket(client, numberOrId)
  const changed = await client.api.tickets.changePriority.mutate({ id, priority, reason })
  if (json) return printJson(changed)
  noteDone(`${changed.ticketNumber} is ${[changed.priority, formatDue(changed)].filter(Boolean).join(', ')}.`)
}
