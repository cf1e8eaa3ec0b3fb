import type { Command } from 'commander'
import { connect } from '../../connect.ts'
import { noteDone, printJson } from '../../output.ts'
import { getUser } from '../users/get-user.ts'
import { getTicket } from './get-ticket.ts'

interface Options {
  reason?: string
}

interface Change extends Options {
  numberOrId: string
  who: string
}

export function addAssignTicket(tickets: Command): void {
  const command = tickets
    .command('assign')
    .description('give a ticket to one of the staff, or to nobody; the customer does not learn of it')
    .argument('<ticket>', 'ticket number or id')
    .argument('<who>', 'e-mail address or id, or me, or none')
    .option('--reason <text>', 'kept in its history')
    .addHelpText(
      'after',
      '\nExamples:\n  desi tickets assign TKT20260309007 me\n  desi tickets assign TKT20260309007 none',
    )
  command.action((numberOrId: string, who: string, options: Options) =>
    assignTicket(command, { numberOrId, who, ...options }),
  )
}

async function assignTicket(command: Command, { numberOrId, who, reason }: Change): Promise<void> {
  const { client, json } = await connect(command)
  const { id } = await getTicket(client, numberOrId)
  const me = async () => (await client.api.auth.profile.query()).id
  const assigneeId = who === 'none' ? null : who === 'me' ? await me() : (await getUser(client, who)).id
  const changed = await client.api.tickets.assign.mutate({ id, assigneeId, reason })
  if (json) printJson(changed)
  else noteDone(`${changed.ticketNumber} is ${changed.assignee ? `with ${changed.assignee.name}` : "nobody's"}.`)
}
